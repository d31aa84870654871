using System.Text;
using System.Text.RegularExpressions;
using Dqx.Suites.Yaml;

namespace Dqx.Suites;

/// <summary>Replaces <c>${NAME}</c> and <c>${NAME:-default}</c> in the parts of a suite file that may hold secrets; <c>$${</c> stands for <c>${</c>.</summary>
/// <remarks>As in a shell the default also stands in for a variable that is set to nothing.</remarks>
internal sealed partial class Expansion(SuiteFileOptions options, Findings findings)
{
    private static readonly string[] s_sections = ["sources", "datasets", "history", "extensions", "processors"];

    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);

    /// <summary>Every value that came out of a variable.</summary>
    public IReadOnlySet<string> Secrets => _secrets;

    public YamlMapping Apply(YamlMapping root) => root with
    {
        Entries = [.. root.Entries.Select(entry => s_sections.Contains(entry.Key.Value) ? entry with { Value = Expand(entry.Value) } : entry)],
    };

    private YamlNode Expand(YamlNode node) => node switch
    {
        YamlMapping mapping => mapping with { Entries = [.. mapping.Entries.Select(entry => entry with { Value = Expand(entry.Value) })] },
        YamlSequence list => list with { Items = [.. list.Items.Select(Expand)] },
        YamlScalar { IsLiteral: false } scalar when scalar.Value.Contains("${", StringComparison.Ordinal) => Expand(scalar),
        _ => node,
    };

    private YamlScalar Expand(YamlScalar scalar)
    {
        var text = new StringBuilder();
        var value = scalar.Value;
        var at = 0;
        foreach (Match match in Reference().Matches(value))
        {
            text.Append(value, at, match.Index - at);
            text.Append(match.Value == "$${" ? "${" : Variable(match, scalar));
            at = match.Index + match.Length;
        }

        return scalar with { Value = text.Append(value, at, value.Length - at).ToString(), IsExpanded = true };
    }

    private string Variable(Match match, YamlScalar scalar)
    {
        var place = scalar.At(match.Index, match.Length);
        if (!match.Groups["name"].Success)
        {
            findings.Error("DQX1111", place, "Expected ${NAME} or ${NAME:-default}; write $${ for a literal ${.");
            return match.Value;
        }

        var name = match.Groups["name"].Value;
        var hasDefault = match.Groups["default"].Success;
        var value = options.Environment(name);
        if (value is not null && !(hasDefault && value.Length == 0))
        {
            if (value.Length > 0)
            {
                _secrets.Add(value);
            }

            return value;
        }

        if (!hasDefault)
        {
            findings.Add(
                "DQX1110",
                options.TreatUnsetVariablesAsWarnings ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
                place,
                $"The variable {name} is not set; set it, or write ${{{name}:-default}}.");
            return match.Value;
        }

        return match.Groups["default"].Value;
    }

    [GeneratedRegex("""\$\$\{|\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(:-(?<default>[^}]*))?\}|\$\{""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
