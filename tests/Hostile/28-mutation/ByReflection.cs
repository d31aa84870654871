[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        // Everything that can be written to is written to; what is not public is not a promise.
        foreach (var property in typeof(SuiteRun).GetProperties())
        {
            var setter = property.SetMethod;
            if (setter is not null && !setter.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit"))
            {
                throw new InvalidOperationException("the run can be written to: " + property.Name);
            }
        }

        ((IDictionary<string, string>)run.Labels).Add("stolen", "yes");
        return default;
    }
}
