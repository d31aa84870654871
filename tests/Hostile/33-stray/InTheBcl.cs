[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        // No code of the extension is on the stack of this exception.
        var thread = new Thread(new ParameterizedThreadStart((Action<object>)Delegate.CreateDelegate(typeof(Action<object>), null, typeof(Bad).GetMethod(nameof(Throw))) is { } action ? o => action(o) : null));
        thread.Start("x");
        thread.Join();
        Thread.Sleep(50);
        return default;
    }

    public static void Throw(object text) => int.Parse((string)text);
}
