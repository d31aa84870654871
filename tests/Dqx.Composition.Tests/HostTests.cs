using Dqx.Composition.Tests.Support;

namespace Dqx.Composition.Tests;

public sealed class HostTests
{
    [Fact]
    public async Task A_dropped_assembly_gets_the_run()
    {
        using var catalog = new TestCatalog();
        catalog.AddProcessor("second", order: 20);
        catalog.AddProcessor("first", order: 10);
        await using (var host = DqxHost.Create(options => options.Catalogs.Add(catalog.Folder)))
        {
            var processed = await host.ProcessAsync(Runs.Failing);

            processed.Run.Processors.Select(report => (report.Name, report.Status)).ShouldBe([("first", ProcessorStatus.Succeeded), ("second", ProcessorStatus.Succeeded)]);
        }

        catalog.Notes.ShouldBe(["initialize first", "initialize second", "process first", "process second"]);
    }
}
