using System.Text.RegularExpressions;
using Dqx.Acceptance.Tests.Support;

namespace Dqx.Acceptance.Tests.Packages;

/// <summary>A page of documentation that can be executed: commands, and files whose first line is a comment with their name.</summary>
/// <param name="Title">The section.</param>
/// <param name="Text">What stands in it.</param>
internal sealed partial record Page(string Title, string Text)
{
    /// <summary>The sections of a page of the repository.</summary>
    public static IEnumerable<Page> Sections(string path)
        => File.ReadAllText(Path.Combine(DqxCommand.Root, path)).Split("\n## ").Skip(1)
            .Select(section => new Page(section[..section.IndexOf('\n', StringComparison.Ordinal)], section));

    /// <summary>The blocks of one language, in order.</summary>
    public static IEnumerable<string> Blocks(string text, string language)
        => Block().Matches(text).Where(block => block.Groups["language"].Value == language).Select(block => block.Groups["code"].Value);

    /// <summary>All commands, as one script.</summary>
    public string Script => string.Concat(Blocks(Text, "sh"));

    /// <summary>Writes the files that the section shows.</summary>
    public void WriteFiles(string folder, Func<string, string> adapt)
    {
        foreach (var code in Block().Matches(Text).Select(block => block.Groups["code"].Value))
        {
            if (FileName().Match(code) is { Success: true } first)
            {
                var file = Path.Combine(folder, first.Groups["file"].Value);
                Directory.CreateDirectory(Path.GetDirectoryName(file) ?? folder);
                File.WriteAllText(file, adapt(code));
            }
        }
    }

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();

    [GeneratedRegex(@"\A(<!--|//|#) (?<file>[\w./-]+\.\w+)( -->)?\n", RegexOptions.ExplicitCapture)]
    private static partial Regex FileName();
}
