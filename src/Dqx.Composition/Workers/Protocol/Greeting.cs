using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Dqx.Composition.Workers.Protocol;

/// <summary>The line with which each side begins: plain text, so that whatever else answers can be shown to a person.</summary>
/// <param name="Protocol">The version of the protocol.</param>
/// <param name="Contract">Major.minor of Dqx.Abstractions.</param>
internal sealed partial record Greeting(int Protocol, string Contract)
{
    private const int LongestLine = 200;

    /// <summary>What this process says.</summary>
    public static Greeting Own { get; } = new(WorkerProtocol.Version, typeof(IResultProcessor).Assembly.GetName().Version?.ToString(2) ?? "0.0");

    /// <summary>Null when the line is no greeting.</summary>
    public static Greeting? Parse(string line)
        => Pattern().Match(line) is { Success: true } match
            ? new Greeting(int.Parse(match.Groups["protocol"].ValueSpan, CultureInfo.InvariantCulture), match.Groups["contract"].Value)
            : null;

    /// <summary>Why the two cannot work together; null when they can.</summary>
    public static string? Mismatch(Greeting host, Greeting worker)
        => host.Protocol != worker.Protocol ? FormattableString.Invariant($"the host speaks version {host.Protocol} of the worker protocol and the worker version {worker.Protocol}")
            : host.Contract != worker.Contract ? $"the host has version {host.Contract} of Dqx.Abstractions and the worker version {worker.Contract}"
            : null;

    public void Write(Stream output)
    {
        output.Write(Encoding.ASCII.GetBytes(this + "\n"));
        output.Flush();
    }

    /// <summary>The first line, without its end and cut where it is too long to be a greeting; null when the stream ended before there was anything.</summary>
    public static string? ReadLine(Stream input)
    {
        var line = new List<byte>(LongestLine);
        while (line.Count < LongestLine && input.ReadByte() is >= 0 and var read && read != '\n')
        {
            line.Add((byte)read);
        }

        return line.Count == 0 ? null : Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"dqx protocol={Protocol} contract={Contract}");

    [GeneratedRegex("^dqx protocol=(?<protocol>[0-9]{1,6}) contract=(?<contract>[0-9]{1,6}\\.[0-9]{1,6})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
