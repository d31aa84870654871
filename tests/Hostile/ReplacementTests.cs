using System.Diagnostics;
using Dqx.Composition;
using Dqx.Suites;

namespace Dqx.Hostile.Tests;

/// <summary>Files that change while they are in use.</summary>
public sealed class ReplacementTests
{
    private const int Replacements = 1_000;

    /// <summary>What is loaded is a private copy: whatever happens to the catalog, a host goes on with what it has, and a new one gets one build or the other.</summary>
    [Fact]
    public async Task An_extension_that_is_replaced_a_thousand_times_during_runs_runs()
    {
        var row = new HostileCase(40, "Replaced") { Status = ProcessorStatus.Succeeded };
        HostileTable.Note(row, "NOT MET");
        using var catalog = new HostileCatalog(row);
        var definition = SuiteFile.Load(catalog.WriteSuite("fail"));
        byte[][] builds = [catalog.Bad("Replaced.cs"), Compiler.Compile("Bad", HostileCatalog.Complete(HostileCatalog.Source("40-replaced/Replaced.cs")))];
        var replaced = 0;
        var hosts = 0;
        var runs = 0;
        using var done = new CancellationTokenSource();
        var replacing = Task.Run(async () =>
        {
            // In place and by a rename, in turns: the one tears a file that is being read, the other never does.
            while (replaced < Replacements)
            {
                var build = builds[replaced % 2];
                if (replaced % 4 < 2)
                {
                    await File.WriteAllBytesAsync(catalog.BadFile, build);
                }
                else
                {
                    await File.WriteAllBytesAsync(catalog.PathOf("next.dll"), build);
                    File.Move(catalog.PathOf("next.dll"), catalog.BadFile, overwrite: true);
                }

                replaced++;
                await Task.Delay(1);
            }

            await done.CancelAsync();
        });

        await using var first = Create(catalog, definition);
        var report = await ProcessAsync(first);
        while (!done.IsCancellationRequested)
        {
            (await ProcessAsync(first)).ShouldBe(report);
            await using var next = Create(catalog, definition);
            var status = await ProcessAsync(next);
            // Read in the middle of a write it is no assembly, which is told; it never takes the process along.
            status.ShouldBeOneOf(ProcessorStatus.Succeeded, ProcessorStatus.Failed);
            hosts++;
            runs += 2;
        }

        await replacing;
        replaced.ShouldBe(Replacements);
        HostileTable.Note(row, FormattableString.Invariant($"replaced {replaced} times during {runs} runs of {hosts} hosts"));
    }

    /// <summary>The status of the replaced one; the good ones always succeed.</summary>
    private static async Task<ProcessorStatus> ProcessAsync(DqxHost host)
    {
        var run = new SuiteRun { RunId = Guid.NewGuid(), Suite = "Orders", Key = ResultKey.For(new DateOnly(2026, 11, 20)), StartedAt = DateTimeOffset.UnixEpoch };
        var watch = Stopwatch.StartNew();
        var processed = await host.ProcessAsync(run);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        processed.Run.Processors.Where(report => report.Name != "bad").ShouldAllBe(report => report.Status == ProcessorStatus.Succeeded);
        return processed.Run.Processors.Single(report => report.Name == "bad").Status;
    }

    private static DqxHost Create(HostileCatalog catalog, SuiteFile definition) => DqxHost.Create(options =>
    {
        options.Catalogs.Add(catalog.Extensions);
        foreach (var processor in definition.Processors)
        {
            options.Processors.Add(processor);
        }
    });
}
