using Dqx.Composition.Tests.Support;

namespace Dqx.Benchmarks.Starts;

/// <summary>
/// A catalog of extensions, each with one processor; deleted with it. Each has sixteen types of its own and what the compiler makes
/// of lambdas and async methods in them, as database_writer has: what looks at every type has to look at these, too.
/// </summary>
internal sealed class BenchmarkCatalog : IDisposable
{
    private const int OtherTypes = 14;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("dqx-bar-");

    public BenchmarkCatalog(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var name = FormattableString.Invariant($"p{i:000}");
            var folder = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
            File.WriteAllBytes(Path.Combine(folder, name + ".dll"), Compiler.Compile(name, Source(name)));
        }
    }

    public string Folder => Path.Combine(_root.FullName, "extensions");

    public void Dispose() => _root.Delete(recursive: true);

    private static string Source(string name) => $$"""
        using System; using System.Collections.Generic; using System.Composition; using System.Linq; using System.Threading; using System.Threading.Tasks; using Dqx;
        [assembly: System.Runtime.Versioning.TargetFramework(".NETCoreApp,Version=v10.0")]
        [Export(typeof(IResultProcessor))]
        [ProcessorMetadata("{{name}}")]
        public sealed class P : IResultProcessor
        {
            public ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken) => default;
            public ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken) => default;
        }
        internal sealed record Options(string Url, int Batch);
        {{string.Join('\n', Enumerable.Range(0, OtherTypes).Select(Other))}}
        """;

    private static string Other(int index) => $$"""
        internal sealed class T{{index}}
        {
            public IEnumerable<string> Names(IEnumerable<Options> all) => all.Where(one => one.Batch > {{index}}).Select(one => one.Url);
            public async Task<int> WriteAsync(Options options, CancellationToken cancellationToken)
            {
                await Task.Delay(options.Batch, cancellationToken);
                return {{index}};
            }
        }
        """;
}
