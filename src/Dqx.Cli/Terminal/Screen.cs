using Spectre.Console;

namespace Dqx.Cli.Terminal;

/// <summary>How results are drawn: in colour and to the width of a terminal, or plain and without line breaks for files and pipes.</summary>
internal static class Screen
{
    /// <summary>Wide enough that no line is broken that somebody greps.</summary>
    private const int Unbroken = 100_000;

    private const int Narrowest = 40;

    /// <summary>Whether colours are wanted: a terminal, and neither --no-color, nor NO_COLOR, nor a terminal that has none.</summary>
    private static bool WantsColour(bool noColour, bool isTerminal)
        => isTerminal
            && !noColour
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") is not "dumb";

    public static int Width(bool isTerminal) => isTerminal ? Math.Max(Narrowest, Console.WindowWidth) : Unbroken;

    /// <summary>For standard output.</summary>
    /// <param name="output">Where the text goes.</param>
    /// <param name="noColour">Whether colours are ruled out.</param>
    public static IAnsiConsole Create(TextWriter output, bool noColour)
    {
        var isTerminal = !Console.IsOutputRedirected;
        var colour = WantsColour(noColour, isTerminal);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new ScreenOutput(isTerminal ? output : new TrimmingWriter(output), isTerminal, Width(isTerminal)),
            Ansi = colour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
