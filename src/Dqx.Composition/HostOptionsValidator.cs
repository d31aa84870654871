using Dqx.Suites;

namespace Dqx.Composition;

/// <summary>Checks the options of a host; all errors at once.</summary>
internal static class HostOptionsValidator
{
    public static IEnumerable<Diagnostic> Validate(DqxHostOptions options)
        => Limits(options).Concat(options.Catalogs.Where(string.IsNullOrWhiteSpace).Select(_ => "a catalog's path is blank"))
            .Concat(options.Processors.SelectMany(Problems))
            .Concat(Doubles(options.Processors))
            .Select(message => new Diagnostic { Id = "DQX2114", Severity = DiagnosticSeverity.Error, Message = OneLine.Of(message) });

    private static IEnumerable<string> Limits(DqxHostOptions options)
    {
        if (options.Deadline <= TimeSpan.Zero)
        {
            yield return "the deadline must be positive";
        }

        if (options.CoolDown < TimeSpan.Zero)
        {
            yield return "the cool-down must not be negative";
        }
    }

    private static IEnumerable<string> Problems(ProcessorConfiguration processor)
    {
        if (string.IsNullOrWhiteSpace(processor.Instance) || string.IsNullOrWhiteSpace(processor.Use))
        {
            yield return $"{Place(processor)}a processor's instance name and the processor that it uses must not be blank";
        }

        if (processor.Timeout <= TimeSpan.Zero)
        {
            yield return $"{Place(processor)}processor '{processor.Instance}': timeout must be positive";
        }
    }

    private static IEnumerable<string> Doubles(IEnumerable<ProcessorConfiguration> processors)
        => processors.GroupBy(processor => processor.Instance, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => $"the processor instance '{group.Key}' is configured {group.Count()} times");

    private static string Place(ProcessorConfiguration processor) => processor.Origin is null ? "" : $"{processor.Origin}: ";
}
