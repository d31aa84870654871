using System.Text.RegularExpressions;

namespace Dqx.Cli.Running;

/// <summary>Errors about processors, with the place in the suite file in front, as all errors about it have it.</summary>
internal static partial class ConfigurationErrors
{
    public static string Of(IEnumerable<Diagnostic> errors)
        => string.Join('\n', errors.Select(error => error.File is null && Place().Match(error.Message) is { Success: true } place
            ? $"{place.Groups["place"].Value}: {error with { Message = error.Message[place.Length..] }}"
            : error.ToString()));

    [GeneratedRegex("^(?<place>[^\n]+?:[0-9]+:[0-9]+): ", RegexOptions.ExplicitCapture)]
    private static partial Regex Place();
}
