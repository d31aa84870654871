using System.CommandLine;
using System.Text;

namespace Dqx.Cli.CommandLine;

/// <summary>Writes the page of a command: what it does, how it is called, examples.</summary>
internal sealed class HelpPage(TextWriter output, int width)
{
    private const int WidestLabel = 30;
    private const int WidestPage = 110;

    private readonly int _width = Math.Min(width, WidestPage);

    public void Write(DqxCommand command)
    {
        output.WriteLine(command.Description);
        Usage(command);
        Section("Arguments", command.Arguments.Select(argument => (argument.Name, argument.Description)));
        Section("Commands", command.Subcommands.SelectMany(Leaves).Select(sub => (Words(sub, command), sub.Description)));
        Section("Options", UsageErrors.Options(command).Select(option => (Label(option), option.Description)));
        foreach (var remark in command.Remarks)
        {
            output.WriteLine();
            Paragraph(remark, 0);
        }

        if (command.Examples.Length > 0)
        {
            output.WriteLine();
            output.WriteLine("Examples:");
            foreach (var (line, effect) in command.Examples)
            {
                output.WriteLine($"  {line}");
                Paragraph(effect, 6);
            }
        }
    }

    private void Usage(DqxCommand command)
    {
        var usage = new StringBuilder(Words(command, null));
        usage.Append(command.Subcommands.Count > 0 ? " COMMAND" : "");
        foreach (var argument in command.Arguments)
        {
            var name = argument.Arity.MaximumNumberOfValues > 1 ? argument.Name + "…" : argument.Name;
            usage.Append(argument.Arity.MinimumNumberOfValues == 0 ? $" [{name}]" : $" {name}");
        }

        output.WriteLine();
        output.WriteLine("Usage:");
        output.WriteLine($"  {usage} [OPTIONS]");
    }

    private void Section(string title, IEnumerable<(string Label, string? Text)> rows)
    {
        var list = rows.ToList();
        if (list.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(title + ":");
        var column = Math.Min(WidestLabel, list.Max(row => row.Label.Length)) + 4;
        foreach (var (label, text) in list)
        {
            output.Write("  " + label);
            if (label.Length > column - 4)
            {
                output.WriteLine();
                Paragraph(text ?? "", column);
            }
            else
            {
                output.Write(new string(' ', column - 2 - label.Length));
                Paragraph(text ?? "", column, begun: true);
            }
        }
    }

    /// <summary>Breaks at spaces; the first line is indented unless something stands on it already.</summary>
    private void Paragraph(string text, int indent, bool begun = false)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && indent + line.Length + 1 + word.Length > _width)
            {
                Flush();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        Flush();

        void Flush()
        {
            output.WriteLine((begun ? "" : new string(' ', indent)) + line);
            begun = false;
            line.Clear();
        }
    }

    private static string Label(Option option)
    {
        var names = string.Join(", ", option.Aliases.Order(StringComparer.Ordinal).Append(option.Name));
        return option.Arity.MaximumNumberOfValues == 0 ? names : $"{names} {option.HelpName}";
    }

    private static IEnumerable<Command> Leaves(Command command) => command.Subcommands.Count == 0 ? [command] : command.Subcommands.SelectMany(Leaves);

    /// <summary><c>dqx extensions list</c>, or what of it comes after <paramref name="above"/>.</summary>
    public static string Words(Command command, Command? above)
        => command.Parents.OfType<Command>().FirstOrDefault() is { } parent && parent != above ? $"{Words(parent, above)} {command.Name}" : command.Name;
}
