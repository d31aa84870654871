using System.Collections.Immutable;
using Dqx.Composition;

namespace Dqx.Cli.Survival;

/// <summary>What extensions did to the process outside of what their reports say, as findings in the host's own words. Safe for concurrent use.</summary>
internal sealed class Incidents
{
    /// <summary>What is beyond is only counted: a thread may fail a thousand times a second.</summary>
    private const int Most = 50;

    private const int LongestMessage = 600;

    private readonly Lock _gate = new();
    private readonly List<Diagnostic> _untold = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private int _uncounted;

    /// <summary>Notes something; the same thing of the same extension once.</summary>
    public void Add(string id, string message, string? file)
    {
        var line = OneLine.Of(message, LongestMessage);
        lock (_gate)
        {
            if (_seen.Count >= Most)
            {
                _uncounted++;
            }
            else if (_seen.Add($"{id} {file} {line}"))
            {
                _untold.Add(new Diagnostic { Id = id, Severity = DiagnosticSeverity.Warning, Message = line, File = file });
            }
        }
    }

    /// <summary>What has not been taken before, in the order in which it happened.</summary>
    public ImmutableArray<Diagnostic> Take()
    {
        lock (_gate)
        {
            if (_uncounted > 0)
            {
                var more = FormattableString.Invariant($"{_uncounted} more faults outside of calls are not shown");
                _untold.Add(new Diagnostic { Id = "DQX2129", Severity = DiagnosticSeverity.Warning, Message = more });
                _uncounted = 0;
            }

            ImmutableArray<Diagnostic> taken = [.. _untold];
            _untold.Clear();
            return taken;
        }
    }
}
