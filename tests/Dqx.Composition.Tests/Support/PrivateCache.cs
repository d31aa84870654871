using System.Runtime.CompilerServices;

namespace Dqx.Composition.Tests.Support;

/// <summary>Copies of extensions go to a folder of this test run, and with it.</summary>
internal static class PrivateCache
{
    public static string Folder { get; } = Directory.CreateTempSubdirectory("dqx-cache-").FullName;

#pragma warning disable CA2255 // It has to be set before the first host of any test.
    [ModuleInitializer]
    public static void Use()
    {
        Environment.SetEnvironmentVariable("DQX_CACHE", Folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);
    }
#pragma warning restore CA2255
}
