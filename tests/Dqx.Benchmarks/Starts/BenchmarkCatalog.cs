using Dqx.Composition.Tests.Support;

namespace Dqx.Benchmarks.Starts;

/// <summary>A catalog of small extensions, each with one processor; deleted with it.</summary>
internal sealed class BenchmarkCatalog : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("dqx-bar-");

    public BenchmarkCatalog(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var name = FormattableString.Invariant($"p{i:000}");
            var folder = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
            File.WriteAllBytes(Path.Combine(folder, name + ".dll"), Compiler.Compile(name, $$"""
                using System.Composition; using System.Threading; using System.Threading.Tasks; using Dqx;
                [assembly: System.Runtime.Versioning.TargetFramework(".NETCoreApp,Version=v10.0")]
                [Export(typeof(IResultProcessor))]
                [ProcessorMetadata("{{name}}")]
                public sealed class P : IResultProcessor
                {
                    public ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken) => default;
                    public ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken) => default;
                }
                """));
        }
    }

    public string Folder => Path.Combine(_root.FullName, "extensions");

    public void Dispose() => _root.Delete(recursive: true);
}
