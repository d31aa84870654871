namespace Dqx.Composition;

/// <summary>Checks the options of a host; all errors at once. Plain loops: a host without extensions has to start in no time.</summary>
internal static class HostOptionsValidator
{
    public static List<Diagnostic> Validate(DqxHostOptions options)
    {
        var errors = new List<Diagnostic>();
        Require(options.Deadline > TimeSpan.Zero, "the deadline must be positive", errors);
        Require(options.CoolDown >= TimeSpan.Zero, "the cool-down must not be negative", errors);
        foreach (var catalog in options.Catalogs)
        {
            Require(!string.IsNullOrWhiteSpace(catalog), "a catalog's path is blank", errors);
        }

        var instances = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var processor in options.Processors)
        {
            var place = processor.Origin is null ? "" : $"{processor.Origin}: ";
            var isNamed = !string.IsNullOrWhiteSpace(processor.Instance) && !string.IsNullOrWhiteSpace(processor.Use);
            Require(isNamed, $"{place}a processor's instance name and the processor that it uses must not be blank", errors);
            Require(processor.Timeout > TimeSpan.Zero, $"{place}processor '{processor.Instance}': timeout must be positive", errors);
            Require(!isNamed || instances.Add(processor.Instance), $"{place}the processor instance '{processor.Instance}' is configured twice", errors);
        }

        var kinds = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var source in options.DataSources)
        {
            Require(kinds.Add(source.Kind), $"two data sources are of the kind '{source.Kind}'", errors);
        }

        return errors;
    }

    private static void Require(bool holds, string message, List<Diagnostic> errors)
    {
        if (!holds)
        {
            errors.Add(new Diagnostic { Id = "DQX2114", Severity = DiagnosticSeverity.Error, Message = OneLine.Of(message) });
        }
    }
}
