[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        while (true)
        {
            var block = Marshal.AllocHGlobal(16 * 1024 * 1024);
            unsafe
            {
                new Span<byte>((void*)block, 16 * 1024 * 1024).Fill(1);
            }
        }
    }
}
