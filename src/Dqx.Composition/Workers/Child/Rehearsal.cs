using System.Composition;
using System.Composition.Convention;
using System.Composition.Hosting;
using Dqx.Composition.Inspection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dqx.Composition.Workers.Child;

/// <summary>
/// What a worker in waiting does with its time: composes and runs a processor that does nothing, so that the runtime has compiled
/// what the real one is going to need. That is most of what a restart costs. No code of an extension runs.
/// </summary>
internal sealed class Rehearsal : IResultProcessor
{
    public ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public static void Play()
    {
        // By conventions instead of attributes: this is not for anybody to find in a catalog.
        var conventions = new ConventionBuilder();
        conventions.ForType<Rehearsal>().Export<IResultProcessor>(export => export.AddMetadata("Name", "rehearsal").AddMetadata("Order", 0));
        using var container = new ContainerConfiguration()
            .WithPart<Rehearsal>(conventions)
            .WithExport<ILoggerFactory>(NullLoggerFactory.Instance)
            .WithExport<TimeProvider>(TimeProvider.System)
            .CreateContainer();
        foreach (var factory in container.GetExports<ExportFactory<IResultProcessor, IDictionary<string, object>>>())
        {
            _ = MetadataValidator.Validate(factory.Metadata.Select(pair => new MetadataValue(pair.Key, pair.Value)), out _);
            using var export = factory.CreateExport();
        }

        var run = new SuiteRun
        {
            RunId = Guid.Empty,
            Suite = "rehearsal",
            Key = ResultKey.For(default),
            StartedAt = default,
            Results = [new AssertionResult { Check = "c", Assertion = "a", Expression = "num_rows() > 0", Severity = Severity.P1, SeverityDeclared = Severity.P1, Status = AssertionStatus.Passed, Value = 1, Symbols = ["x_1"] }],
            Symbols = [new SymbolInfo { Name = "x_1", Metric = "num_rows()", Dataset = "d", Date = default, Value = 1 }],
        };
        _ = RunDocument.Read(RunDocument.ToJson(run));
    }
}
