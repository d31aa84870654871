namespace Dqx.Composition.Tests.Support;

/// <summary>A processor that does what it is told, for tests whose subject is time or failure.</summary>
internal sealed class ActingProcessor : IResultProcessor
{
    public Func<SuiteRun, ProcessorContext, CancellationToken, ValueTask> Process { get; init; } = (_, _, _) => ValueTask.CompletedTask;

    public Func<ProcessorSettings, CancellationToken, ValueTask> Initialize { get; init; } = (_, _) => ValueTask.CompletedTask;

    public int Calls { get; private set; }

    public static ActingProcessor Throwing(Exception exception) => new() { Process = (_, _, _) => throw exception };

    public static ActingProcessor ThrowingLater(Exception exception) => new()
    {
        Process = async (_, _, _) =>
        {
            await Task.Yield();
            throw exception;
        },
    };

    public ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken) => Initialize(settings, cancellationToken);

    public ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        Calls++;
        return Process(run, context, cancellationToken);
    }
}
