using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Dqx.Cli.CommandLine;
using Dqx.Suites;

namespace Dqx.Cli.Running;

/// <summary>What <c>--report</c> is short for: instances of the processor <c>reports</c> whose failure gives exit code 4.</summary>
internal static class Reports
{
    private const string Processor = "reports";

    /// <summary>An instance for each report, named so that no instance of the suite is called the same.</summary>
    public static ImmutableArray<ProcessorConfiguration> Of(IEnumerable<ReportChoice> reports, SuiteFile suite)
    {
        var taken = suite.Processors.Select(processor => processor.Instance).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. from report in reports
               select new ProcessorConfiguration
               {
                   Instance = FreeName($"report_{report.Kind}", taken),
                   Use = Processor,
                   OnError = OnError.Fail,
                   // The suite does not have it: what it misses could never be made up for.
                   IsOfThisRun = true,
                   Settings = ProcessorSettings.FromJson(new JsonObject { ["kind"] = report.Kind, ["path"] = report.Path }.ToJsonString()),
                   Origin = $"--report {report.Kind}={report.Path}",
               },
        ];
    }

    /// <summary>Refuses a report of which only the last of several runs would be left.</summary>
    /// <exception cref="UsageException">There is one.</exception>
    public static void RefuseOverwriting(IEnumerable<ReportChoice> reports, int suites, int dates)
    {
        foreach (var report in reports.Where(report => !report.TakesSeveralRuns))
        {
            if ((Missing(report.Path, "{suite}", suites) ?? Missing(report.Path, "{date}", dates)) is { } missing)
            {
                throw new UsageException("DQX1017", $"--report {report.Kind}={report.Path}: each of several runs would overwrite the file of the one before; write {missing} in its path.");
            }
        }
    }

    /// <summary>With a format, as in <c>{date:yyyyMMdd}</c>, it is there as well.</summary>
    private static string? Missing(string path, string placeholder, int count)
        => count > 1 && !path.Contains(placeholder, StringComparison.Ordinal) && !path.Contains($"{placeholder[..^1]}:", StringComparison.Ordinal) ? placeholder : null;

    private static string FreeName(string name, HashSet<string> taken)
    {
        var free = name;
        for (var number = 2; !taken.Add(free); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
        }

        return free;
    }
}
