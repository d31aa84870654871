using Dqx.Composition.Loading;

namespace Dqx.Composition.Catalogs;

/// <summary>Findings about catalogs as such.</summary>
internal static class CatalogDiagnostics
{
    public static Diagnostic Unreadable(string catalog, Exception cause) => new()
    {
        Id = "DQX2001",
        Severity = DiagnosticSeverity.Error,
        Message = OneLine.Of(cause is DirectoryNotFoundException
            ? $"The catalog directory '{catalog}' does not exist. Create it or correct the path."
            : $"The catalog directory '{catalog}' cannot be read: {cause.Message}"),
        File = catalog,
    };

    public static Diagnostic Link(string path) => new()
    {
        Id = "DQX2002",
        Severity = DiagnosticSeverity.Warning,
        Message = OneLine.Of($"'{path}' is a link, and links in a catalog are not followed. Put the files there themselves."),
        File = path,
    };

    public static Diagnostic PrivateCopy(ExtensionCandidate extension, string file, string assembly) => new()
    {
        Id = "DQX2010",
        Severity = DiagnosticSeverity.Info,
        Message = OneLine.Of($"{extension.Name}: its own copy of {assembly} is ignored, the host's is used. Reference it with Private=\"false\" and ExcludeAssets=\"runtime\"."),
        File = file,
    };

    public static Diagnostic SeenTwice(ExtensionCandidate extension, string first) => new()
    {
        Id = "DQX2012",
        Severity = DiagnosticSeverity.Info,
        Message = OneLine.Of($"{extension.Name} is the same assembly as '{first}' and counts once. Remove one of the two."),
        File = extension.File,
    };

    public static Diagnostic UnknownNeighbour(ExtensionCandidate extension, string processor, string relation, string neighbour) => new()
    {
        Id = "DQX2108",
        Severity = DiagnosticSeverity.Info,
        Message = OneLine.Of($"{processor}: {relation} names '{neighbour}', which does not run here; the constraint counts as met."),
        File = extension.File,
    };

    public static Diagnostic NotCollected(ExtensionOrigin extension, int loads) => new()
    {
        Id = "DQX2131",
        Severity = DiagnosticSeverity.Warning,
        Message = OneLine.Of($"{extension.Name}: it was let go and {(loads == 1 ? "is" : FormattableString.Invariant($"{loads} loads of it are"))} still in memory: a static event, a timer, a thread, a pool or a cache of a library holds it. The host grows with every reload."),
        File = extension.File,
    };
}
