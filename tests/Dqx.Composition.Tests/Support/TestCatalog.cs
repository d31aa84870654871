namespace Dqx.Composition.Tests.Support;

/// <summary>A catalog directory of compiled extensions, deleted with the test.</summary>
internal sealed class TestCatalog : IDisposable
{
    private readonly string _key = Guid.NewGuid().ToString("N");

    public TestCatalog()
    {
        Folder = Directory.CreateTempSubdirectory("dqx-catalog-").FullName;
    }

    public string Folder { get; }

    /// <summary>A file name of this catalog's own, by which a test opens the way for an extension.</summary>
    public string Gate => $"gate-{_key}";

    /// <summary>What the extensions of this catalog noted, in order.</summary>
    public string[] Notes => Journal.Read(_key);

    /// <summary>Adds an extension of its own folder from the source of its types; returns its main assembly's path.</summary>
    public string Add(string name, string source, params IEnumerable<byte[]> references)
        => AddFile($"{name}/{name}.dll", Compile(name, source, references));

    /// <summary>A well-behaved processor; the arguments replace parts of it.</summary>
    public string AddProcessor(
        string name,
        int order = 1000,
        string metadata = "",
        string initialize = "return default;",
        string process = "return default;",
        string members = "",
        string bases = "",
        string extension = "")
        => Add(extension.Length == 0 ? Pascal(name) : extension, Processor(name, order, metadata, initialize, process, members, bases));

    public static string Processor(
        string name,
        int order = 1000,
        string metadata = "",
        string initialize = "return default;",
        string process = "return default;",
        string members = "",
        string bases = "")
        => $$"""
            [Export(typeof(IResultProcessor))]
            [ProcessorMetadata("{{name}}", Order = {{order}}{{(metadata.Length == 0 ? "" : ", " + metadata)}})]
            public sealed class {{Pascal(name)}} : IResultProcessor{{(bases.Length == 0 ? "" : ", " + bases)}}
            {
                const string Name = "{{name}}";
                {{members}}
                public {{(initialize.Contains("await", StringComparison.Ordinal) ? "async " : "")}}ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken token)
                {
                    Note($"initialize {Name}");
                    {{initialize}}
                }

                public {{(process.Contains("await", StringComparison.Ordinal) ? "async " : "")}}ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken token)
                {
                    Note($"process {context.Instance}");
                    {{process}}
                }
            }

            """;

    /// <summary>Compiles types with the usual usings and a <c>Note(text)</c> that reaches <see cref="Notes"/>.</summary>
    public byte[] Compile(string assemblyName, string source, params IEnumerable<byte[]> references)
        => Compiler.Compile(
            assemblyName,
            $$"""
            using System; using System.Collections.Generic; using System.Composition; using System.IO; using System.Linq; using System.Threading;
            using System.Threading.Tasks; using Dqx; using Microsoft.Extensions.Logging;
            using static Notes;
            [assembly: System.Runtime.Versioning.TargetFramework(".NETCoreApp,Version=v10.0")]
            {{source}}
            static class Notes { public static void Note(string text) => Dqx.Composition.Tests.Support.Journal.Write("{{_key}}", text); }
            """,
            references);

    public string AddFile(string relativePath, byte[] content)
    {
        var path = Path.Combine(Folder, relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? Folder);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Pascal(string name) => string.Concat(name.Split('_', '.').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
