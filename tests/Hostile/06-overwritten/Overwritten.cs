[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    private string _own = "";

    public override ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken)
    {
        _own = settings.ResolvePath("extensions/Bad/Bad.dll");
        return default;
    }

    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        File.WriteAllBytes(_own, new byte[100_000]);
        return Later() == 3 ? default : throw new InvalidOperationException("no longer the same");
    }

    /// <summary>Not compiled before the file has changed.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Later() => new Dictionary<Guid, int[]> { [Guid.NewGuid()] = new int[3] }.Values.Sum(values => values.Length);
}
