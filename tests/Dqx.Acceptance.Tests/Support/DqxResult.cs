using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Dqx.Acceptance.Tests.Support;

/// <summary>How a command ended.</summary>
/// <param name="Line">The command line.</param>
/// <param name="Code">The exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed partial record DqxResult(string Line, int Code, string Output, string Error)
{
    /// <summary>Fails with everything that was printed unless the code is this.</summary>
    public DqxResult ShouldEndWith(int code)
    {
        Code.ShouldBe(code, Transcript());
        return this;
    }

    /// <summary>As in a terminal: the command, what it printed, and its code; times are left out.</summary>
    public string Transcript()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"$ {Line}\n{Output}");
        if (Error.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"--- standard error\n{Error}");
        }

        text.Append(CultureInfo.InvariantCulture, $"--- exit code {Code}\n");
        return Time().Replace(text.ToString(), "{time}");
    }

    [GeneratedRegex(@"\b[0-9]+(\.[0-9]+)? (ms|s)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Time();
}
