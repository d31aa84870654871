using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Dqx.Composition.Tests.Support;

/// <summary>Compiles real assemblies, also odd ones, while a test runs.</summary>
internal static class Compiler
{
    private static readonly Lazy<MetadataReference[]> s_platform = new(() =>
        [.. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path))]);

    /// <summary>The assembly's bytes. References of the same simple name take the place of the platform's.</summary>
    public static byte[] Compile(string assemblyName, string source, params IEnumerable<byte[]> references)
    {
        var own = references.Select(bytes => (MetadataReference)MetadataReference.CreateFromImage(bytes)).ToArray();
        var names = own.Select(NameOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var platform = s_platform.Value.Where(reference => !names.Contains(Path.GetFileNameWithoutExtension(reference.Display ?? "")));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, deterministic: false);
        var compilation = CSharpCompilation.Create(assemblyName, [CSharpSyntaxTree.ParseText(source)], [.. platform, .. own], options);
        using var output = new MemoryStream();
        var result = compilation.Emit(output);
        return result.Success
            ? output.ToArray()
            : throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error)) + "\n" + source);
    }

    private static string NameOf(MetadataReference reference)
        => CSharpCompilation.Create("names", references: [reference]).GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol assembly ? assembly.Name : "";
}
