using System.Collections.Immutable;

namespace Dqx.Testing;

/// <summary>What a conformance check found.</summary>
/// <param name="Checked">What was looked at, in order, a line each.</param>
/// <param name="Findings">Broken promises (errors) and what is worth a look (warnings), each with the id that the diagnostics page explains.</param>
public sealed record ConformanceReport(ImmutableArray<string> Checked, ImmutableArray<Diagnostic> Findings)
{
    /// <summary>Whether a promise is broken: some finding is an error.</summary>
    public bool IsBroken => Findings.Any(finding => finding.Severity == DiagnosticSeverity.Error);

    /// <summary>Throws when a promise is broken; the message holds every finding.</summary>
    /// <exception cref="ConformanceException">Some finding is an error.</exception>
    public void ThrowIfBroken()
    {
        if (IsBroken)
        {
            throw new ConformanceException(this);
        }
    }

    /// <summary>The findings and what was looked at, a line each.</summary>
    public override string ToString()
        => string.Join('\n', [.. Findings.Select(finding => finding.ToString()), .. Checked.Select(line => $"checked: {line}")]);
}

/// <summary>A processor breaks promises of the contract. Any test framework shows the message.</summary>
public sealed class ConformanceException : Exception
{
    internal ConformanceException(ConformanceReport report)
        : base($"The processor breaks promises of the contract:\n{report}")
    {
        Report = report;
    }

    /// <summary>The whole report.</summary>
    public ConformanceReport Report { get; }
}
