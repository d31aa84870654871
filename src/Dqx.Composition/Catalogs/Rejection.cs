namespace Dqx.Composition.Catalogs;

/// <summary>Why an extension or one of its processors is not used: in which phase it was found out, and what to do.</summary>
/// <param name="Id">The diagnostic's id.</param>
/// <param name="Phase">One of <see cref="Phases"/>.</param>
/// <param name="Reason">What is wrong, without a full stop.</param>
/// <param name="Fix">What to do, a sentence.</param>
internal sealed record Rejection(string Id, string Phase, string Reason, string Fix)
{
    /// <summary>A warning says that nothing is lost; a rejection for any other reason is an error.</summary>
    public DiagnosticSeverity Severity { get; init; } = DiagnosticSeverity.Error;

    public Diagnostic ToDiagnostic(string subject, string file) => new()
    {
        Id = Id,
        Severity = Severity,
        Message = OneLine.Of($"{subject}: {Reason}. {Fix}"),
        File = file,
    };
}

/// <summary>The phases in the life of an extension, as reports spell them.</summary>
internal static class Phases
{
    public const string Find = "find";
    public const string Inspect = "inspect";
    public const string Verify = "verify";
    public const string Load = "load";
    public const string Compose = "compose";
    public const string Initialize = "initialize";
    public const string Process = "process";
    public const string Dispose = "dispose";
}
