using System.Diagnostics;
using System.Globalization;
using Dqx.Composition;
using Dqx.Suites;

namespace Dqx.Hostile.Tests;

/// <summary>
/// Runs a case and checks what the corpus promises: the good processors' outcome is the same as without the bad one; the report
/// names extension, file, phase, reason and fix; the exit code follows policy; nothing hangs past the bound.
/// </summary>
internal static class HostileCheck
{
    private static readonly Lazy<Task<string>> s_alone = new(AloneAsync);

    private static readonly Dictionary<string, string> s_environment = new() { ["DQX_CACHE"] = PrivateCache.Folder, ["DOTNET_DbgEnableMiniDump"] = "0" };

    public static async Task RunAsync(HostileCase row)
    {
        HostileTable.Note(row, "NOT MET");
        var outcome = await RunCliAsync(row, "degrade", row.Codes);
        if (row.Strict is { } strict)
        {
            await RunCliAsync(row, "fail", [strict]);
        }

        var host = "";
        if (row is { Class: HostileClass.Survives, InHost: true, Codes: [0], Arguments: [] })
        {
            await RunHostAsync(row);
            host = ", same in a library host";
        }

        HostileTable.Note(row, outcome + host);
    }

    private static async Task<string> RunCliAsync(HostileCase row, string policy, int[] codes)
    {
        using var catalog = new HostileCatalog(row);
        var suite = catalog.WriteSuite(policy);
        var watch = Stopwatch.StartNew();

        var environment = new Dictionary<string, string>(s_environment.Concat(row.Environment));
        var result = await DqxCommand.RunAsync(catalog.Folder, environment, ["run", suite, "--output", "json", .. row.Arguments]);

        codes.ShouldContain(result.Code, result.Transcript());
        watch.Elapsed.ShouldBeLessThan(row.Bound);
        if (row.Tells is { } told)
        {
            result.Error.ShouldContain(told, Case.Sensitive, result.Transcript());
        }

        if (row.Hides is { } secret)
        {
            (result.Output + result.Error).ShouldNotContain(secret);
        }

        if (row.Class == HostileClass.Lost)
        {
            result.Output.ShouldBeEmpty();
            return string.Create(CultureInfo.InvariantCulture, $"run lost, exit code {result.Code}");
        }

        if (result.Code == 2)
        {
            return "refused as a configuration, exit code 2";
        }

        var run = RunDocument.Read(result.Output);
        await CheckGoodAsync(catalog, run);
        return string.Create(CultureInfo.InvariantCulture, $"{CheckReport(row, run, result.Transcript())}, exit code {result.Code}");
    }

    private static async Task RunHostAsync(HostileCase row)
    {
        using var catalog = new HostileCatalog(row);
        var definition = SuiteFile.Load(catalog.WriteSuite("degrade"));
        var handed = RunDocument.Read((await s_alone.Value).Split('\n')[0]);
        ProcessedRun processed;
        await using (var host = DqxHost.Create(options =>
        {
            options.Catalogs.Add(catalog.Extensions);
            options.Deadline = definition.Deadline;
            foreach (var processor in definition.Processors)
            {
                options.Processors.Add(processor);
            }
        }))
        {
            processed = await host.ProcessAsync(handed);
        }

        await CheckGoodAsync(catalog, processed.Run);
        CheckReport(row with { Finding = row.Finding is "DQX2129" or "DQX2130" ? null : row.Finding }, processed.Run, "");
    }

    private static async Task CheckGoodAsync(HostileCatalog catalog, SuiteRun run)
    {
        foreach (var name in new[] { "good", "good_last" })
        {
            run.Processors.Single(report => report.Name == name).Status.ShouldBe(ProcessorStatus.Succeeded);
        }

        catalog.Recorded("good.jsonl").ShouldBe(await s_alone.Value);
        catalog.Recorded("last.jsonl").ShouldBe((await s_alone.Value).Split('\n')[0]);
    }

    private static string CheckReport(HostileCase row, SuiteRun run, string transcript)
    {
        if (row.Finding is { } id)
        {
            var finding = run.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Id == id).ShouldNotBeNull($"{id} is not among the findings\n{transcript}");
            finding.File.ShouldNotBeNull().ShouldContain("Bad");
            Diagnostics.FixOf(id).ShouldNotBeEmpty();
        }

        var finding2 = row.Finding is null ? "" : $", finding {row.Finding}";
        if (row.Status is not { } status)
        {
            run.Processors.ShouldNotContain(one => one.Name == row.Name);
            return $"not used{finding2}";
        }

        var report = run.Processors.FirstOrDefault(one => one.Name == row.Name).ShouldNotBeNull($"nothing is reported of {row.Name}\n{transcript}");
        report.Status.ShouldBe(status, $"{report.Error}\n{transcript}");
        (report.Phase, report.Diagnostic).ShouldBe((row.Phase, row.Id), report.Error);
        report.File.ShouldNotBeNull().ShouldContain("Bad");
        if (status is ProcessorStatus.Succeeded)
        {
            return $"succeeded{finding2}";
        }

        report.Error.ShouldNotBeNull().ShouldContain(row.Says);
        report.Error.Length.ShouldBeLessThan(3_000);
        Diagnostics.FixOf(report.Diagnostic).ShouldNotBeEmpty();
        return $"{status.ToString().ToLowerInvariant()} in {report.Phase}, {report.Diagnostic}{finding2}";
    }

    /// <summary>What the good processors record without a bad one.</summary>
    private static async Task<string> AloneAsync()
    {
        using var catalog = new HostileCatalog(new HostileCase(0, "alone") { Settings = null, Arrange = _ => { } });
        (await DqxCommand.RunAsync(catalog.Folder, s_environment, "run", catalog.WriteSuite(""))).ShouldEndWith(0);
        return catalog.Recorded("good.jsonl").ShouldNotBeNull();
    }
}
