[Export(typeof(IResultProcessor))]
[ProcessorMetadata("bad", Order = 500)]
public sealed class Bad : Processor
{
    public override ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("fa-IR");
        System.Globalization.CultureInfo.DefaultThreadCurrentCulture = new System.Globalization.CultureInfo("de-DE");
        System.Globalization.CultureInfo.DefaultThreadCurrentUICulture = new System.Globalization.CultureInfo("ar-SA");
        Environment.CurrentDirectory = Path.GetTempPath();
        Console.SetOut(TextWriter.Null);
        Console.SetError(new StringWriter());
        ThreadPool.SetMinThreads(1, 1);
        ThreadPool.SetMaxThreads(2, 2);
        return default;
    }
}
