using System.Collections.Immutable;
using Dqx.Composition.Catalogs;

namespace Dqx.Composition.Trust;

/// <summary>Every reason for which an extension is not trusted, or only with a warning.</summary>
internal static class TrustRejections
{
    public static Rejection WorldWritable(string path) => new(
        "DQX2302", Phases.Verify, $"every user of this machine may write to '{path}'", "Take the permission away (chmod o-w), or allow it on purpose with --allow-world-writable.");

    public static Rejection NotLocked(ImmutableArray<string> differences) => new(
        "DQX2303", Phases.Verify, $"it is not what the lock file says: {Few(differences)}", "Look at what has changed; if it is right, run `dqx extensions lock` again.");

    public static Rejection NoCopy(string reason) => new(
        "DQX2304", Phases.Verify, $"no private copy of it can be made ({reason.TrimEnd('.')}), so what is loaded cannot be hashed", "Give this user a writable cache folder (DQX_CACHE, XDG_CACHE_HOME).");

    public static Diagnostic Differs(ExtensionCandidate candidate, ImmutableArray<string> differences) => Warning(
        "DQX2303", candidate, $"it is not what the lock file says: {Few(differences)}. Look at what has changed; if it is right, run `dqx extensions lock` again.");

    public static Diagnostic LoadedInPlace(ExtensionCandidate candidate, string reason) => Warning(
        "DQX2304", candidate, $"no private copy of it can be made ({reason.TrimEnd('.')}); it is loaded from where it lies and must not be overwritten meanwhile.");

    private static Diagnostic Warning(string id, ExtensionCandidate candidate, string message) => new()
    {
        Id = id,
        Severity = DiagnosticSeverity.Warning,
        Message = OneLine.Of($"{candidate.Name}: {message}"),
        File = candidate.File,
    };

    private static string Few(ImmutableArray<string> differences)
        => differences.Length <= 3 ? string.Join(", ", differences) : FormattableString.Invariant($"{string.Join(", ", differences[..3])} and {differences.Length - 3} more");
}
