[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        var line = System.Text.Encoding.UTF8.GetBytes("{ \"schema\": \"dqx.run/1\" }\n");
        for (var i = 0; i < 20_000 && !cancellationToken.IsCancellationRequested; i++)
        {
            write(1, line, line.Length);
        }

        return default;
    }

    [DllImport("libc")]
    private static extern nint write(int descriptor, byte[] bytes, nint count);
}
