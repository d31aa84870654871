[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        kill(Environment.ProcessId, 9);
        Thread.Sleep(Timeout.Infinite);
        return default;
    }

    [DllImport("libc")]
    private static extern int kill(int process, int signal);
}
