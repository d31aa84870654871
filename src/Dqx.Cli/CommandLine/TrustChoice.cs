using System.Collections.Immutable;
using Dqx.Composition;
using Dqx.Suites;

namespace Dqx.Cli.CommandLine;

/// <summary>What the operator says about trust in extensions.</summary>
/// <param name="Mode">The value of <c>--trust</c>; null for that of <c>DQX_TRUST</c>.</param>
/// <param name="LockFile">The value of <c>--lock</c>; null for the file beside the suite.</param>
/// <param name="AllowWorldWritable">Whether <c>--allow-world-writable</c> is given.</param>
internal sealed record TrustChoice(string? Mode, string? LockFile, bool AllowWorldWritable)
{
    /// <summary>For commands without these options.</summary>
    public static readonly TrustChoice Unsaid = new(Mode: null, LockFile: null, AllowWorldWritable: false);

    private static readonly ImmutableArray<(string, TrustMode)> s_modes = [.. Enum.GetValues<TrustMode>().Select(mode => (WireNames.Of(mode), mode))];

    /// <summary>Tells the host. A suite may only tighten what the operator says.</summary>
    /// <exception cref="UsageException">The mode is unknown.</exception>
    public void Apply(DqxHostOptions host, SuiteFile suite)
    {
        var mode = AskedMode();
        host.Trust = suite.Trust is { } wanted && wanted > mode ? wanted : mode;
        host.LockFile = PathFor(suite);
        host.AllowWorldWritable = AllowWorldWritable;
    }

    /// <summary>Tells a host that looks for suites.</summary>
    /// <exception cref="UsageException">The mode is unknown.</exception>
    public void Apply(DqxHostOptions host, string folder)
    {
        host.Trust = AskedMode();
        host.LockFile = PathFor(folder);
        host.AllowWorldWritable = AllowWorldWritable;
    }

    /// <summary>The lock file of a suite.</summary>
    public string PathFor(SuiteFile suite) => PathFor(suite.Folder);

    private string PathFor(string folder) => Path.GetFullPath(LockFile ?? Path.Combine(folder, ExtensionLockFile.Name));

    private TrustMode AskedMode()
    {
        var asked = Mode ?? Environment.GetEnvironmentVariable("DQX_TRUST");
        return string.IsNullOrEmpty(asked) ? TrustMode.Warn : Values.Choice(Mode is null ? "DQX_TRUST" : "--trust", asked, s_modes);
    }
}
