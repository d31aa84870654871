using System.Collections.Concurrent;
using System.Globalization;

namespace Dqx.Hostile.Tests;

/// <summary>What became of the cases, as the table that the test run prints.</summary>
internal static class HostileTable
{
    private static readonly Lock s_gate = new();
    private static readonly ConcurrentQueue<string> s_remarks = new();
    private static readonly ConcurrentDictionary<string, (HostileCase Case, string Outcome)> s_rows = new();

    public static void Note(HostileCase row, string outcome)
    {
        s_rows[row.ToString()] = (row, outcome);
        Write();
    }

    /// <summary>A line below the table.</summary>
    public static void Add(string remark)
    {
        s_remarks.Enqueue(remark);
        Write();
    }

    private static void Write()
    {
        lock (s_gate)
        {
            var folder = Directory.CreateDirectory(Path.Combine(DqxCommand.Artifacts, "test-results")).FullName;
            var lines = s_rows.Values.OrderBy(one => one.Case.Number).ThenBy(one => one.Case.ToString(), StringComparer.Ordinal)
                .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Case,-44} {one.Case.Class.ToString().ToLowerInvariant(),-9} {one.Outcome}"));
            var cases = s_rows.Values.Select(one => one.Case.Number).Distinct().Count();
            var unmet = s_rows.Values.Count(one => one.Outcome.StartsWith("NOT", StringComparison.Ordinal));
            string[] total = [FormattableString.Invariant($"{cases} cases in {s_rows.Count} variants, {unmet} of them not met"), .. s_remarks];
            File.WriteAllLines(Path.Combine(folder, "hostile-table.txt"), lines.Concat(total));
        }
    }
}
