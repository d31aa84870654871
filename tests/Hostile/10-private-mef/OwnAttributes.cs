[Own.Export(typeof(IResultProcessor))]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        return default;
    }
}

namespace Own
{
    /// <summary>Looks like MEF's and is not.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class ExportAttribute : Attribute
    {
        public ExportAttribute(Type contract) => Contract = contract;

        public Type Contract { get; }
    }
}
