[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        var all = new List<byte[]>();
        while (true)
        {
            var block = new byte[16 * 1024 * 1024];
            Array.Fill(block, (byte)1);
            all.Add(block);
        }
    }
}
