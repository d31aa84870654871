using Dqx.Composition.Catalogs;
using Dqx.Composition.Inspection;
using Dqx.Composition.Loading;

namespace Dqx.Composition.Verification;

/// <summary>Whether the host's version of a shared assembly serves a file that was compiled against another one.</summary>
internal static class SharedVersions
{
    /// <summary>Null when it does.</summary>
    public static Rejection? Problem(AssemblyFacts file, AssemblyReferenceFacts reference)
    {
        var host = HostAssemblies.VersionOf(reference.Name);
        return HostAssemblies.IsContract(reference.Name)
            ? Serves(reference.Version, host) ? null : Rejections.ContractVersion(file.File, reference.Name, reference.Version, host)
            : reference.Version <= host ? null : Rejections.NewerThanHost(file.File, reference.Name, reference.Version, host);
    }

    /// <summary>The contract only ever gains members within a major version: the same major, and no newer minor than the host's.</summary>
    public static bool Serves(Version needed, Version host) => needed.Major == host.Major && needed.Minor <= host.Minor;
}
