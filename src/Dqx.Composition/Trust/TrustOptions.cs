using Dqx.Suites;

namespace Dqx.Composition.Trust;

/// <summary>What the operator says about trust.</summary>
internal sealed record TrustOptions
{
    public TrustMode Mode { get; init; } = TrustMode.Warn;

    /// <summary>The lock file; null for none. One that is not there is the same as none.</summary>
    public string? LockFile { get; init; }

    /// <summary>Whether places that every user may write to are no reason to refuse.</summary>
    public bool AllowWorldWritable { get; init; }

    /// <summary>Where copies are kept.</summary>
    public string ShadowFolder { get; init; } = CacheFolder.Extensions;
}

/// <summary>Where this user's copies of extensions are kept.</summary>
internal static class CacheFolder
{
    /// <summary><c>DQX_CACHE</c>, else <c>XDG_CACHE_HOME/dqx</c>, else <c>~/.cache/dqx</c> (on Windows the local application data).</summary>
    public static string Extensions
    {
        get
        {
            var root = Environment.GetEnvironmentVariable("DQX_CACHE") is { Length: > 0 } own ? own
                : OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "dqx")
                : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? Path.Combine(cache, "dqx")
                : Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home ? Path.Combine(home, ".cache", "dqx")
                : Path.Combine(Path.GetTempPath(), $"dqx-{Environment.UserName}");
            return Path.Combine(Path.GetFullPath(root), "extensions");
        }
    }
}
