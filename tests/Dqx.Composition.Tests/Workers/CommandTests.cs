using System.Diagnostics;
using Dqx.Composition.Workers;

namespace Dqx.Composition.Tests.Workers;

/// <summary>Workers of the built command, by the suite file.</summary>
public sealed class CommandTests
{
    [Fact]
    public async Task The_suite_file_puts_a_processor_into_a_worker()
    {
        using var catalog = new WorkerCatalog().Add("fatal", process: "Console.WriteLine(\"printed\"); Note(Environment.ProcessId.ToString()); Environment.Exit(0);");
        using var command = Run(catalog, "fatal: { isolation: worker, memory_limit: 256MB, on_error: fail }", "--output", "json");

        var document = RunDocument.Read(await command.StandardOutput.ReadToEndAsync());
        await command.WaitForExitAsync();

        command.ExitCode.ShouldBe(4);
        var report = document.Processors.Single(report => report.Name == "fatal");
        (report.Status, report.Diagnostic).ShouldBe((ProcessorStatus.Failed, "DQX2204"));
        report.Error.ShouldNotBeNull().ShouldContain("it exited with code 0");
        catalog.ProcessId.ShouldNotBe(command.Id);
    }

    [Theory]
    [InlineData("{ isolation: cell }", "'isolation' is one of in_process, worker")]
    [InlineData("{ isolation: worker, memory_limit: lots }", "'memory_limit' is a size such as 512KB, 256MB or 2GB")]
    [InlineData("{ memory_limit: 1GB }", "DQX2207")]
    public async Task What_cannot_be_is_a_configuration_error(string settings, string told)
    {
        using var catalog = new WorkerCatalog().Add("alone");
        using var command = Run(catalog, "alone: " + settings);

        var errors = await command.StandardError.ReadToEndAsync();
        await command.WaitForExitAsync();

        command.ExitCode.ShouldBe(2);
        errors.ShouldContain(told);
    }

    [Fact]
    public async Task A_worker_dies_with_a_host_that_is_killed()
    {
        using var catalog = new WorkerCatalog().Add("orphan", process: "Note(Environment.ProcessId.ToString()); Thread.Sleep(Timeout.Infinite);");
        using var command = Run(catalog, "orphan: { isolation: worker }");
        while (catalog.Notes.Length == 0)
        {
            command.HasExited.ShouldBeFalse();
            await Task.Delay(20);
        }

        WorkerTests.IsAlive(catalog.ProcessId).ShouldBeTrue();
        command.Kill(entireProcessTree: false);

        await WorkerTests.Gone(catalog.ProcessId);
    }

    [Fact]
    public async Task An_interrupted_command_ends_its_worker()
    {
        using var catalog = new WorkerCatalog().Add("orphan", process: "Note(Environment.ProcessId.ToString()); Thread.Sleep(Timeout.Infinite);");
        using var command = Run(catalog, "orphan: { isolation: worker }");
        while (catalog.Notes.Length == 0)
        {
            command.HasExited.ShouldBeFalse();
            await Task.Delay(20);
        }

        using var interrupt = Process.Start("kill", ["-INT", command.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await command.WaitForExitAsync();

        command.ExitCode.ShouldBe(130);
        await WorkerTests.Gone(catalog.ProcessId);
    }

    private static Process Run(WorkerCatalog catalog, string processor, params string[] options)
    {
        File.WriteAllText(Path.Combine(catalog.Folder, "orders.csv"), "id,amount\n1,10\n2,20\n");
        var suite = Path.Combine(catalog.Folder, "suite.yaml");
        File.WriteAllText(suite, $$"""
            version: 1
            suite: Orders
            datasets:
              orders: { path: orders.csv }
            checks:
              - name: Amounts
                assertions:
                  - sum(amount) > 0
            extensions: [.]
            processors:
              {{processor}}
            """);
        var start = new WorkerLaunch(WorkerCatalog.WorkerPath).StartInfo(memoryLimit: null);
        start.ArgumentList.RemoveAt(start.ArgumentList.Count - 1);
        // Tests that run in the background of a shell inherit that SIGINT is ignored, and so would what they start.
        start.ArgumentList.Insert(0, "--default-signal=INT");
        start.ArgumentList.Insert(1, start.FileName);
        start.FileName = "env";
        foreach (var argument in (string[])["run", suite, .. options])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start).ShouldNotBeNull();
    }
}
