using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Dqx.Composition.Catalogs;
using Dqx.Composition.Loading;

namespace Dqx.Composition.Inspection;

/// <summary>Stage 2, inspect: reads the metadata of every candidate and of the managed files in its folder.</summary>
internal static class ExtensionInspector
{
    /// <summary>More files than any extension has; what is beyond is left unread so that a folder cannot stall the host.</summary>
    private const int MostFiles = 2_000;

    private static readonly EnumerationOptions s_noLinks = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        MaxRecursionDepth = 8,
    };

    /// <param name="found">What was found.</param>
    /// <param name="seen">Told of each extension as soon as it has been read.</param>
    public static InspectedExtensions Inspect(FoundExtensions found, Action<Extension>? seen = null)
    {
        var extensions = new List<Extension>(found.Candidates.Length);
        foreach (var candidate in found.Candidates)
        {
            if (Inspect(candidate) is { } extension)
            {
                extensions.Add(extension);
                seen?.Invoke(extension);
            }
        }

        return new InspectedExtensions([.. extensions, .. found.Rejected], found.Diagnostics);
    }

    /// <summary>Null for what is no extension and need not be told: a loose native library, a loose dependency without exports.</summary>
    private static Extension? Inspect(ExtensionCandidate candidate)
    {
        try
        {
            using var main = AssemblyInspector.Open(candidate.File);
            return main is null
                ? candidate.IsLoose ? null : Extension.Refused(candidate, Rejections.NotManaged("it is a native library"))
                : Inspect(candidate, main);
        }
        catch (Exception damaged) when (IsDamage(damaged))
        {
            return Extension.Refused(candidate, Rejections.NotManaged(damaged.Message));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return Extension.Refused(candidate, Rejections.Unreadable(Phases.Inspect, unreadable));
        }
    }

    private static Extension? Inspect(ExtensionCandidate candidate, AssemblyInspector main)
    {
        var facts = main.Facts;
        var exports = new ExportReader(main.Reader);
        exports.Read();
        var rejection = facts.IsReferenceAssembly ? Rejections.ReferenceAssembly()
            : WrongMachine(facts) ?? WrongFramework(facts)
            ?? (exports.IsEmpty ? Rejections.NoExports(facts) : null);
        var isDependency = exports.IsEmpty && !facts.References.Any(reference => reference.Name == "Dqx.Abstractions");
        if (candidate.IsLoose && (isDependency || HostAssemblies.IsShared(facts.Name)))
        {
            return null;
        }

        return new Extension
        {
            Candidate = candidate,
            Assembly = facts,
            Files = candidate.IsLoose ? [] : OtherFiles(candidate),
            Processors = exports.Processors,
            DataSources = exports.DataSources,
            Suites = exports.Suites,
            Histories = exports.Histories,
            Parts = exports.Parts,
            Rejection = rejection,
        };
    }

    private static Rejection? WrongMachine(AssemblyFacts facts)
        => AssemblyInspector.ArchitectureOf(facts.Machine) is { } needed && needed != RuntimeInformation.ProcessArchitecture
            ? Rejections.WrongMachine(needed)
            : null;

    private static Rejection? WrongFramework(AssemblyFacts facts)
        => (facts.TargetFramework ?? "").Split(",Version=v") switch
        {
            [".NETCoreApp", var text] when Version.TryParse(text, out var version) && version > HostFramework => Rejections.NewerFramework(version, HostFramework),
            [".NETFramework", _] => Rejections.DotNetFramework(),
            _ => null,
        };

    private static Version HostFramework => new(Environment.Version.Major, Environment.Version.Minor);

    /// <summary>A damaged neighbour is no reason to reject: whether it is needed shows when it is loaded.</summary>
    private static ImmutableArray<AssemblyFacts> OtherFiles(ExtensionCandidate candidate)
    {
        var files = ImmutableArray.CreateBuilder<AssemblyFacts>();
        var paths = Directory.EnumerateFiles(candidate.Folder, "*.dll", s_noLinks).Where(path => path != candidate.File).Take(MostFiles);
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            try
            {
                using var file = AssemblyInspector.Open(path);
                if (file is not null)
                {
                    files.Add(file.Facts);
                }
            }
            catch (Exception unreadable) when (IsDamage(unreadable) || unreadable is IOException or UnauthorizedAccessException)
            {
                continue;
            }
        }

        return files.ToImmutable();
    }

    /// <summary>What System.Reflection.Metadata throws at metadata that contradicts itself.</summary>
    private static bool IsDamage(Exception exception)
        => exception is BadImageFormatException or InvalidCastException or InvalidOperationException or ArgumentException or OverflowException or IndexOutOfRangeException;
}
