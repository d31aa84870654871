using System.Collections.Immutable;
using Dqx.Composition.Catalogs;
using Dqx.Suites;
using Microsoft.Extensions.Logging;

namespace Dqx.Composition.Trust;

/// <summary>Decides of every extension that is to be loaded whether it may be, and from which bytes; records each decision.</summary>
internal sealed class TrustPolicy
{
    private readonly TrustOptions _options;
    private readonly Lazy<ExtensionLock?> _lock;
    private readonly ShadowCopies _copies;
    private readonly ILogger _audit;

    public TrustPolicy(TrustOptions options, ILoggerFactory loggers)
    {
        _options = options;
        _lock = new Lazy<ExtensionLock?>(() => options.LockFile is { } path && File.Exists(path) ? ExtensionLock.Read(path) : null);
        _copies = new ShadowCopies(options.ShadowFolder);
        _audit = loggers.CreateLogger("Dqx.Audit");
    }

    /// <summary>What is wrong with the lock file; empty when it can be read, or is not asked for.</summary>
    public ImmutableArray<Diagnostic> LockErrors()
    {
        try
        {
            _ = _options.Mode is TrustMode.Off ? null : _lock.Value;
            return [];
        }
        catch (DqxException unreadable)
        {
            return [new Diagnostic { Id = unreadable.DiagnosticId, Severity = DiagnosticSeverity.Error, Message = OneLine.Of(unreadable.Message), File = _options.LockFile }];
        }
    }

    public TrustDecision Decide(Extension extension)
    {
        var decision = Judge(extension.Candidate);
        if (_audit.IsEnabled(LogLevel.Information))
        {
            var version = extension.Assembly?.Version.ToString() ?? "";
            var hash = decision.Copy?.Hashes.Combined() ?? "";
            var verdict = decision.Rejection is { } refused ? $"refused ({refused.Id})" : decision.Warning is { } warning ? $"loaded with a warning ({warning.Id})" : "loaded";
            AuditLog.Decided(_audit, extension.Candidate.Name, extension.Candidate.File, version, hash, verdict);
        }

        return decision;
    }

    private TrustDecision Judge(ExtensionCandidate candidate)
    {
        try
        {
            if (!_options.AllowWorldWritable && WritablePlaces.First(candidate, ExtensionFiles.Of(candidate)) is { } writable)
            {
                return TrustDecision.Refuse(TrustRejections.WorldWritable(writable));
            }

            return Compare(candidate, _copies.Take(candidate));
        }
        catch (DqxException refused)
        {
            return TrustDecision.Refuse(new Rejection(refused.DiagnosticId, Phases.Verify, refused.Message.TrimEnd('.'), "Then start again."));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return WithoutCopy(candidate, failed);
        }
    }

    private TrustDecision Compare(ExtensionCandidate candidate, ShadowCopy copy)
    {
        var locked = _options.Mode is TrustMode.Off ? null : _lock.Value;
        if (_options.Mode is TrustMode.Off || (locked is null && _options.Mode is TrustMode.Warn))
        {
            return new TrustDecision(copy, Rejection: null, Warning: null);
        }

        var differences = locked?.Differences(candidate.Name, copy.Hashes) ?? ["there is no lock file"];
        return differences.IsEmpty ? new TrustDecision(copy, Rejection: null, Warning: null)
            : _options.Mode is TrustMode.Require ? TrustDecision.Refuse(TrustRejections.NotLocked(differences))
            : new TrustDecision(copy, Rejection: null, TrustRejections.Differs(candidate, differences));
    }

    /// <summary>No copy can be made (a read-only disk): loaded from where it lies, which is said, unless hashes are required.</summary>
    private TrustDecision WithoutCopy(ExtensionCandidate candidate, Exception failed)
        => _options.Mode is TrustMode.Require
            ? TrustDecision.Refuse(TrustRejections.NoCopy(failed.Message))
            : new TrustDecision(Copy: null, Rejection: null, TrustRejections.LoadedInPlace(candidate, failed.Message));
}

/// <summary>What was decided of one extension.</summary>
/// <param name="Copy">The bytes to load; null to load it from where it lies, or when it is refused.</param>
/// <param name="Rejection">Why it is refused; null when it is not.</param>
/// <param name="Warning">What the operator should know; null when there is nothing.</param>
internal sealed record TrustDecision(ShadowCopy? Copy, Rejection? Rejection, Diagnostic? Warning)
{
    public static TrustDecision Refuse(Rejection rejection) => new(null, rejection, null);
}
