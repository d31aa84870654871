using System.Composition.Hosting;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dqx.Extensions.Tests.DatabaseWriter;

/// <summary>What the build leaves under artifacts/extensions, as a host takes it.</summary>
public sealed class BuiltFolderTests : DatabaseTest
{
    private static readonly string s_folder = Path.Combine(
        typeof(BuiltFolderTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value ?? "",
        "artifacts", "extensions", "Dqx.Extensions.DatabaseWriter");

    private static readonly string s_assembly = Path.Combine(s_folder, "Dqx.Extensions.DatabaseWriter.dll");

    [Fact]
    public void ItHoldsItsOwnDependenciesAndNothingOfTheHost()
        => Directory.GetFiles(s_folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(s_folder, file))
            .Where(file => Path.GetExtension(file) is not (".pdb" or ".xml"))
            .Select(Path.GetFileNameWithoutExtension)
            .ShouldBe(
                [
                    "Dqx.Extensions.DatabaseWriter", "Dqx.Extensions.DatabaseWriter.deps", "Microsoft.Data.Sqlite", "Npgsql", "SQLitePCLRaw.batteries_v2",
                    "SQLitePCLRaw.core", "SQLitePCLRaw.provider.e_sqlite3", OperatingSystem.IsWindows() ? "e_sqlite3" : "libe_sqlite3",
                ],
                ignoreOrder: true);

    [Fact]
    public void TheDependenciesAreResolvedAndThoseOfTheHostAreNot()
    {
        var resolver = new AssemblyDependencyResolver(s_assembly);

        resolver.ResolveAssemblyToPath(new AssemblyName("Microsoft.Data.Sqlite")).ShouldNotBeNull();
        resolver.ResolveUnmanagedDllToPath("e_sqlite3").ShouldNotBeNull();
        resolver.ResolveAssemblyToPath(new AssemblyName("Dqx.Abstractions")).ShouldBeNull();
        resolver.ResolveAssemblyToPath(new AssemblyName("System.Composition.AttributedModel")).ShouldBeNull();
        resolver.ResolveAssemblyToPath(new AssemblyName("Microsoft.Extensions.Logging.Abstractions")).ShouldBeNull();
    }

    [Fact]
    public async Task ItWorksInALoadContextOfItsOwn()
    {
        var assembly = new ExtensionContext(s_assembly).LoadFromAssemblyPath(s_assembly);
        using var container = new ContainerConfiguration()
            .WithAssembly(assembly)
            .WithExport<ILoggerFactory>(NullLoggerFactory.Instance)
            .CreateContainer();
        var processor = container.GetExports<IResultProcessor>().ShouldHaveSingleItem();
        var run = SampleRuns.Full();

        await processor.InitializeAsync(ProcessorSettings.FromJson(ToResults, Folder), CancellationToken.None);
        await processor.ProcessAsync(run, SampleRuns.ContextOf(run), CancellationToken.None);

        AssemblyLoadContext.GetLoadContext(processor.GetType().Assembly).ShouldBeOfType<ExtensionContext>();
        ShouldHoldWholeRunsOnly();
        Scalar("SELECT count(*) FROM dqx_results").ShouldBe(4L);
    }

    private sealed class ExtensionContext(string assembly) : AssemblyLoadContext(isCollectible: true)
    {
        private readonly AssemblyDependencyResolver _resolver = new(assembly);

        protected override Assembly? Load(AssemblyName assemblyName)
            => _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

        protected override nint LoadUnmanagedDll(string unmanagedDllName)
            => _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
    }
}
