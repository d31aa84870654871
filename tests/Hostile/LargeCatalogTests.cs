using System.Diagnostics;
using System.Globalization;
using Dqx.Composition;

namespace Dqx.Hostile.Tests;

/// <summary>A catalog of 200 extensions, a quarter of them broken in ten ways.</summary>
[Collection(Alone)]
public sealed class LargeCatalogTests
{
    public const string Alone = "alone";

    private const int Extensions = 200;

    [Fact]
    public async Task A_large_catalog_lists_everything_and_runs_what_is_good_in_order()
    {
        using var catalog = new HostileCatalog(new HostileCase(0, "large") { Settings = null, Arrange = _ => { } });
        var good = new List<(int Order, string Name)>();
        for (var i = 0; i < Extensions - 1; i++)
        {
            var (name, order) = (FormattableString.Invariant($"p{i:000}"), i * 37 % 101);
            catalog.WriteBytes($"extensions/{name}/{name}.dll", i % 4 == 3 ? Broken(name, i / 4 % 10) : Compile(name, order));
            if (i % 4 != 3)
            {
                good.Add((order, name));
            }
        }

        var watch = Stopwatch.StartNew();
        await using var host = DqxHost.Create(options => options.Catalogs.Add(catalog.Extensions));
        var listed = host.Catalog.Entries;
        var found = watch.Elapsed;
        await host.StartAsync();
        var started = watch.Elapsed;
        var run = new SuiteRun { RunId = Guid.NewGuid(), Suite = "Orders", Key = ResultKey.For(new DateOnly(2026, 11, 20)), StartedAt = DateTimeOffset.UnixEpoch };
        var processed = (await host.ProcessAsync(run)).Run;

        var files = listed.Select(entry => entry.File).Distinct().ToList();
        files.Count.ShouldBe(Extensions, string.Join('\n', files));
        CheckStates(listed, host.Catalog.Entries);
        processed.Processors.Where(report => report.Status == ProcessorStatus.Succeeded).Select(report => report.Name)
            .ShouldBe(good.OrderBy(one => one.Order).ThenBy(one => one.Name, StringComparer.Ordinal).Select(one => one.Name));
        processed.Processors.Where(report => report.Status == ProcessorStatus.Failed).ShouldAllBe(report => report.Diagnostic != null && report.Error != null && report.File != null);
        var line = string.Create(CultureInfo.InvariantCulture, $"{Extensions} extensions, {Extensions - 1 - good.Count} of them broken: listed after {found.TotalMilliseconds:0} ms, started after {started.TotalMilliseconds:0} ms");
        HostileTable.Add(line);
    }

    /// <summary>Each is listed with its own reason before anything runs; the three ways that only code shows follow at the start.</summary>
    private static void CheckStates(IEnumerable<CatalogEntry> listed, IEnumerable<CatalogEntry> started)
    {
        string?[] beforehand = ["DQX2005", "DQX2005", "DQX2005", "DQX2005", "DQX2007", "DQX2009", "DQX2102", "DQX2104", null, null];
        string?[] afterwards = [.. beforehand[..8], "DQX2120", null];
        foreach (var (entries, isStarted) in new[] { (listed, false), (started, true) })
        {
            var byName = entries.ToLookup(entry => entry.Extension);
            for (var i = 0; i < Extensions - 1; i++)
            {
                var entry = byName[FormattableString.Invariant($"p{i:000}")].ShouldHaveSingleItem();
                var id = i % 4 == 3 ? (isStarted ? afterwards : beforehand)[i / 4 % 10] : null;
                var loop = i % 4 == 3 && i / 4 % 10 == 9;
                entry.Diagnostic.ShouldBe(id, entry.Extension);
                entry.State.ShouldBe(
                    id is null ? (isStarted && !loop ? ExtensionState.Active : ExtensionState.Ready) : id == "DQX2120" ? ExtensionState.Failed : ExtensionState.Rejected, entry.Extension);
            }
        }
    }

    private static byte[] Compile(string name, int order, string body = "", string attributes = "", string arguments = "") => Compiler.Compile(
        name,
        HostileCatalog.Complete($$"""
        [Export(typeof(IResultProcessor))]
        [ProcessorMetadata("{{name}}", Order = {{order}}{{arguments}})]
        {{attributes}}
        public sealed class P : Processor { {{body}} }
        """));

    private static byte[] Broken(string name, int way) => way switch
    {
        0 => [],
        1 => "text"u8.ToArray(),
        2 => Bytes.Garbled(Compile(name, 0)),
        3 => Bytes.WithoutManagedCode(Compile(name, 0)),
        4 => Bytes.ForArm(Compile(name, 0)),
        5 => Bytes.Against(Compile(name, 0), "Dqx.Abstractions", new Version(9, 0)),
        6 => Compile(name, 0, attributes: "[ExportMetadata(\"Name\", \"other\")]"),
        7 => Compile(name, 0, body: "P() { }"),
        8 => Compile(name, 0, body: "public P() => throw new InvalidOperationException(\"no licence\");"),
        _ => Compile(name, 0, arguments: $", RunAfter = new[] {{ \"{name}\" }}"),
    };
}

/// <summary>With nothing beside it: how long the start took is told.</summary>
[CollectionDefinition(LargeCatalogTests.Alone, DisableParallelization = true)]
public sealed class AloneTests;
