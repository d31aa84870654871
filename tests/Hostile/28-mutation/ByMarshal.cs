[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        // The array behind the results, as far as the public surface gives it away.
        var results = ImmutableCollectionsMarshalAsArray(run);
        results[0] = results[0] with { Status = AssertionStatus.Failed, Assertion = "forged" };
        return default;
    }

    private static AssertionResult[] ImmutableCollectionsMarshalAsArray(SuiteRun run) => ImmutableCollectionsMarshal.AsArray(run.Results);
}
