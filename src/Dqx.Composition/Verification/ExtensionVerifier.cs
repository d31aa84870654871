using System.Collections.Immutable;
using Dqx.Composition.Catalogs;
using Dqx.Composition.Inspection;
using Dqx.Composition.Loading;

namespace Dqx.Composition.Verification;

/// <summary>Stage 3, verify: versions of what the host shares, private copies of it, doubles and name clashes.</summary>
internal static class ExtensionVerifier
{
    /// <param name="inspected">What the files say.</param>
    /// <param name="kinds">The kinds of data source that the host brings itself.</param>
    public static VerifiedExtensions Verify(InspectedExtensions inspected, IEnumerable<string> kinds)
    {
        var diagnostics = inspected.Diagnostics.ToBuilder();
        IEnumerable<Extension> extensions = inspected.Extensions;
        extensions = extensions.Select(CheckVersions);
        extensions = CountOnce(extensions, diagnostics);
        extensions = RejectTakenNames(extensions);
        extensions = RejectTakenKinds(extensions, kinds);
        extensions = RejectTakenSuites(extensions);
        extensions = RejectTakenSchemes(extensions);
        ImmutableArray<Extension> verified = [.. extensions];

        diagnostics.AddRange(verified.SelectMany(extension => extension.Diagnostics()));
        diagnostics.AddRange(verified.SelectMany(PrivateCopies));
        return new VerifiedExtensions(verified, diagnostics.ToImmutable());
    }

    /// <summary>Looks at every managed file: a dependency that needs a newer contract fails as late as the extension itself would.</summary>
    private static Extension CheckVersions(Extension extension)
    {
        if (extension is not { Rejection: null, Assembly: { } main })
        {
            return extension;
        }

        var rejection = Problem(main);
        foreach (var file in extension.Files)
        {
            rejection ??= Problem(file);
        }

        return rejection is null ? extension : extension with { Rejection = rejection };
    }

    private static Rejection? Problem(AssemblyFacts file)
    {
        if (HostAssemblies.IsShared(file.Name))
        {
            return null;
        }

        foreach (var reference in file.References)
        {
            if (HostAssemblies.IsShared(reference.Name) && SharedVersions.Problem(file, reference) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    /// <summary>One build in two catalogs is one extension.</summary>
    private static List<Extension> CountOnce(IEnumerable<Extension> extensions, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var first = new Dictionary<Guid, string>();
        var kept = new List<Extension>();
        foreach (var extension in extensions)
        {
            if (extension is { Rejection: null, Assembly.Mvid: var mvid } && !first.TryAdd(mvid, extension.Candidate.File))
            {
                diagnostics.Add(CatalogDiagnostics.SeenTwice(extension.Candidate, first[mvid]));
            }
            else
            {
                kept.Add(extension);
            }
        }

        return kept;
    }

    /// <summary>The first in the order of the catalogs keeps the name, so that what is added later cannot replace what is there.</summary>
    private static IEnumerable<Extension> RejectTakenNames(IEnumerable<Extension> extensions)
    {
        var owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var extension in extensions)
        {
            yield return extension.Rejection is not null
                ? extension
                : extension with { Processors = [.. extension.Processors.Select(processor => Claim(processor, extension.Candidate.File))] };
        }

        ExportedProcessor Claim(ExportedProcessor processor, string file)
            => processor is { Rejection: null, Metadata.Name: var name } && !owners.TryAdd(name, file)
                ? processor with { Rejection = Rejections.DuplicateName(name, owners[name]) }
                : processor;
    }

    /// <summary>Likewise for the kinds of data source; the host's own come first.</summary>
    private static IEnumerable<Extension> RejectTakenKinds(IEnumerable<Extension> extensions, IEnumerable<string> kinds)
    {
        var owners = kinds.ToDictionary(kind => kind, _ => "this host", StringComparer.OrdinalIgnoreCase);
        foreach (var extension in extensions)
        {
            yield return extension.Rejection is not null || extension.DataSources.IsEmpty
                ? extension
                : extension with { DataSources = [.. extension.DataSources.Select(source => Claim(source, $"'{extension.Candidate.File}'"))] };
        }

        ExportedDataSource Claim(ExportedDataSource source, string owner)
            => source is { Rejection: null, Kind: { } kind } && !owners.TryAdd(kind, owner)
                ? source with { Rejection = Rejections.DuplicateKind(kind, owners[kind]) }
                : source;
    }

    /// <summary>Likewise for the names of suites.</summary>
    private static IEnumerable<Extension> RejectTakenSuites(IEnumerable<Extension> extensions)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var extension in extensions)
        {
            yield return extension.Rejection is not null || extension.Suites.IsEmpty
                ? extension
                : extension with { Suites = [.. extension.Suites.Select(suite => Claim(suite, extension.Candidate.File))] };
        }

        ExportedSuite Claim(ExportedSuite suite, string file)
            => suite is { Rejection: null, Name: { } name } && !owners.TryAdd(name, file)
                ? suite with { Rejection = Rejections.DuplicateSuite(name, owners[name]) }
                : suite;
    }

    /// <summary>Likewise for the schemes of histories. A provider has all of its schemes or none: half of it would surprise.</summary>
    private static IEnumerable<Extension> RejectTakenSchemes(IEnumerable<Extension> extensions)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var extension in extensions)
        {
            yield return extension.Rejection is not null || extension.Histories.IsEmpty
                ? extension
                : extension with { Histories = [.. extension.Histories.Select(history => Claim(history, extension.Candidate.File))] };
        }

        ExportedHistory Claim(ExportedHistory history, string file)
        {
            if (history.Rejection is not null)
            {
                return history;
            }

            if (history.Schemes.FirstOrDefault(owners.ContainsKey) is { } taken)
            {
                return history with { Rejection = Rejections.DuplicateScheme(taken, owners[taken]) };
            }

            foreach (var scheme in history.Schemes)
            {
                owners.Add(scheme, file);
            }

            return history;
        }
    }

    private static IEnumerable<Diagnostic> PrivateCopies(Extension extension)
        => from file in extension.Files
           where extension.Rejection is null && HostAssemblies.IsShared(file.Name)
           select CatalogDiagnostics.PrivateCopy(extension.Candidate, file.File, file.Name);
}
