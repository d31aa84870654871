using System.Diagnostics;
using System.Runtime.Versioning;
using Dqx.Composition.Tests.Support;
using Dqx.Composition.Workers;
using Dqx.Composition.Workers.Protocol;
using Dqx.Suites;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dqx.Composition.Tests.Workers;

/// <summary>Workers that do not start, or are something else.</summary>
[SupportedOSPlatform("linux")]
public sealed class StartTests
{
    [Fact]
    public void Without_a_path_it_is_a_configuration_error()
    {
        using var catalog = new WorkerCatalog().Add("alone");

        var error = Should.Throw<ConfigurationException>(() => catalog.Host(options => options.WorkerPath = null)).Errors.ShouldHaveSingleItem();

        (error.Id, error.Message).ShouldBe(("DQX2201", "processor 'alone' asks for isolation: worker, and this host names no WorkerPath. Set it to the dqx executable, or say isolation: in_process."));
    }

    [Fact]
    public void With_a_path_where_nothing_is_it_is_one_too()
    {
        using var catalog = new WorkerCatalog().Add("alone");

        Should.Throw<ConfigurationException>(() => catalog.Host(options => options.WorkerPath = "nowhere/dqx")).Errors.ShouldHaveSingleItem()
            .Message.ShouldContain("the WorkerPath 'nowhere/dqx' does not exist");
    }

    [Theory]
    [InlineData(Isolation.InProcess, 1L << 30, "memory_limit can only be kept in a worker")]
    [InlineData(Isolation.Worker, 1_000_000L, "memory_limit of 1000000 is too small for a worker. Give at least 16MB.")]
    public void A_memory_limit_that_cannot_be_kept_is_a_configuration_error(Isolation isolation, long limit, string told)
    {
        using var catalog = new WorkerCatalog().Add("alone", isolation: isolation, memoryLimit: limit);

        var error = Should.Throw<ConfigurationException>(() => catalog.Host()).Errors.ShouldHaveSingleItem();

        error.Id.ShouldBe("DQX2207");
        error.Message.ShouldContain(told);
    }

    [Fact]
    public void Isolation_and_memory_limit_can_be_overridden()
    {
        using var catalog = new WorkerCatalog().Add("alone", isolation: Isolation.InProcess);

        var errors = Should.Throw<ConfigurationException>(() => catalog.Host(options =>
        {
            options.WorkerPath = null;
            options.Configuration = new ConfigurationBuilder()
                .AddInMemoryCollection([new("Processors:alone:isolation", "worker"), new("Processors:alone:memory_limit", "15MB")]).Build();
        })).Errors;

        errors.Select(error => error.Id).ShouldBe(["DQX2201", "DQX2207"]);
    }

    [Theory]
    [InlineData("echo 'dqx protocol=99 contract=0.1'; exec sleep 60", "DQX2203", "does not fit this host: the host speaks version 1 of the worker protocol and the worker version 99; use the dqx of the host's version")]
    [InlineData("echo 'dqx protocol=1 contract=7.3'; exec sleep 60", "DQX2203", "has version 0.1 of Dqx.Abstractions and the worker version 7.3")]
    [InlineData("echo 'Usage: something else'; exec sleep 60", "DQX2202", "is no worker of DQX: it began with 'Usage: something else'")]
    [InlineData("head -c 100000 /dev/zero; exec sleep 60", "DQX2202", "is no worker of DQX")]
    [InlineData("echo 'not for you' >&2; exit 5", "DQX2202", "could not be started: it exited with code 5 before it had greeted; its last words: not for you")]
    [InlineData("echo 'dqx protocol=1 contract=0.1'; echo garbage and more of it; exec sleep 60", "DQX2206", "its worker broke the protocol, so it was killed: The header of a frame would have 1651663207 bytes.")]
    [InlineData("echo 'dqx protocol=1 contract=0.1'; printf '\\002\\000\\000\\000\\000\\000\\000\\000{}'; exec sleep 60", "DQX2206", "its worker broke the protocol")]
    [InlineData("echo 'dqx protocol=1 contract=0.1'; printf '\\017\\000\\000\\000\\000\\000\\000\\000{\"kind\":\"what\"}'; exec sleep 60", "DQX2206", "there are no frames of kind 'what'")]
    [InlineData("echo 'dqx protocol=1 contract=0.1'; exec 1>&-; exec sleep 60", "DQX2204", "it closed its connection and did not end")]
    [InlineData("echo 'dqx protocol=1 contract=0.1'; printf '\\017\\000\\000'", "DQX2204", "it exited with code 0")]
    public async Task What_is_no_worker_is_told(string script, string diagnostic, string told)
    {
        using var catalog = new WorkerCatalog().Add("alone");
        var fake = Script(catalog, script);
        await using var host = catalog.Host(options => options.WorkerPath = fake);

        var report = (await host.ProcessAsync(Runs.Failing)).Run.Processors.ShouldHaveSingleItem();

        (report.Status, report.Phase, report.Diagnostic).ShouldBe((ProcessorStatus.Failed, "initialize", diagnostic), report.Error);
        report.Error.ShouldNotBeNull().ShouldContain(told);
    }

    [Fact]
    public async Task A_file_that_cannot_be_executed_is_told()
    {
        using var catalog = new WorkerCatalog().Add("alone");
        var file = Path.Combine(catalog.Folder, "text");
        File.WriteAllText(file, "text");
        await using var host = catalog.Host(options => options.WorkerPath = file);

        var report = (await host.ProcessAsync(Runs.Failing)).Run.Processors.ShouldHaveSingleItem();

        (report.Status, report.Diagnostic).ShouldBe((ProcessorStatus.Failed, "DQX2202"));
        report.Error.ShouldNotBeNull().ShouldContain($"the worker '{file}' could not be started: ");
    }

    [Fact]
    public async Task One_that_does_not_greet_in_time_is_killed()
    {
        using var catalog = new WorkerCatalog();
        var launch = new WorkerLaunch(Script(catalog, "sleep 1000")) { StartTimeout = TimeSpan.FromMilliseconds(300) };
        var worker = WorkerProcess.Start(launch, "silent", memoryLimit: null, new WorkerLog(NullLoggerFactory.Instance, "silent", text => text), _ => { });

        var wrong = await Should.ThrowAsync<WorkerException>(() => worker.CallAsync(new CancelRequest(), default, "initialize", CancellationToken.None));

        wrong.Message.ShouldContain("it did not greet within 300ms");
        worker.Ending.ShouldNotBeNull().DiagnosticId.ShouldBe("DQX2202");
        var again = await Should.ThrowAsync<WorkerException>(() => worker.CallAsync(new CancelRequest(), default, "process", CancellationToken.None));
        again.Fault.Phase.ShouldBe("process");
    }

    [Fact]
    public async Task A_log_that_throws_ends_the_worker_and_not_the_host()
    {
        using var catalog = new WorkerCatalog().Add("loud", process: "Loggers.CreateLogger(\"X\").LogError(\"x\"); await Task.Delay(Timeout.Infinite, token);", timeout: TimeSpan.FromSeconds(20));
        using var log = new ThrowingLog();
        await using var host = catalog.Host(options => options.LoggerFactory = log);

        var report = (await host.ProcessAsync(Runs.Failing)).Run.Processors.ShouldHaveSingleItem();

        (report.Status, report.Diagnostic).ShouldBe((ProcessorStatus.Failed, "DQX2206"));
        report.Error.ShouldNotBeNull().ShouldBe("the host could not take what its worker said, so the worker was killed: the log is full");
    }

    [Fact]
    public async Task The_executable_is_a_worker_as_well()
    {
        using var catalog = new WorkerCatalog().Add("native", process: "Note(\"done\");");
        await using var host = catalog.Host(options => options.WorkerPath = Path.Combine(Path.GetDirectoryName(WorkerCatalog.WorkerPath) ?? "", "dqx"));

        (await host.ProcessAsync(Runs.Failing)).Run.Processors.ShouldHaveSingleItem().Error.ShouldBeNull();

        catalog.Notes.ShouldBe(["done"]);
    }

    [Theory]
    [InlineData("dqx protocol=9 contract=0.1\n", 2, "dqx worker: the host speaks version 9 of the worker protocol and the worker version 1.")]
    [InlineData("hello\n", 2, "dqx worker: this command is for hosts of DQX")]
    [InlineData("", 0, "")]
    public async Task A_worker_refuses_a_host_that_it_does_not_fit(string greeting, int code, string told)
    {
        var start = new WorkerLaunch(WorkerCatalog.WorkerPath).StartInfo(memoryLimit: null);
        using var worker = Process.Start(start).ShouldNotBeNull();

        await worker.StandardInput.WriteAsync(greeting);
        worker.StandardInput.Close();
        var errors = await worker.StandardError.ReadToEndAsync();
        await worker.WaitForExitAsync();

        worker.ExitCode.ShouldBe(code);
        errors.ShouldStartWith(told);
        (await worker.StandardOutput.ReadToEndAsync()).ShouldBe(Greeting.Own + "\n");
    }

    internal static string Script(WorkerCatalog catalog, string script)
    {
        var path = Path.Combine(catalog.Folder, "fake");
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private sealed class ThrowingLog : Microsoft.Extensions.Logging.ILoggerFactory, Microsoft.Extensions.Logging.ILogger
    {
        public Microsoft.Extensions.Logging.ILogger CreateLogger(string categoryName) => categoryName.StartsWith("Dqx.", StringComparison.Ordinal) ? NullLogger.Instance : this;

        public void AddProvider(Microsoft.Extensions.Logging.ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) => true;

        public void Log<TState>(
            Microsoft.Extensions.Logging.LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => throw new InvalidOperationException("the log is full");
    }
}
