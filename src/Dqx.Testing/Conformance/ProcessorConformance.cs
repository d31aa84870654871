using Dqx.Composition;
using Dqx.Composition.Verification;
using Dqx.Testing.Conformance;
using Dqx.Testing.Hosting;

namespace Dqx.Testing;

/// <summary>Runs a built processor through the host's pipeline and checks the promises of <see cref="IResultProcessor"/>.</summary>
/// <remarks>
/// Looked at: the folder and its metadata, read before anything is loaded; the constructor and the settings; an unknown setting;
/// every sample run; one run twice where the processor says that it is idempotent; cancelled tokens; disposal; and whether
/// the extension can be unloaded.
/// </remarks>
public static class ProcessorConformance
{
    /// <summary>Checks an extension.</summary>
    /// <param name="extension">The built folder, named after its main assembly, or the main assembly.</param>
    /// <param name="options">Settings and limits; null for none.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>Every finding; call <see cref="ConformanceReport.ThrowIfBroken"/> on it.</returns>
    /// <exception cref="OperationCanceledException">The check was ended.</exception>
    public static async Task<ConformanceReport> CheckAsync(string extension, ConformanceOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(extension);
        options ??= new ConformanceOptions();
        var findings = new ConformanceFindings(Path.GetFullPath(extension));
        try
        {
            using var copy = ExtensionCopy.Of(extension);
            var catalog = DirectoryCatalog.Verify([copy.Catalog]);
            findings.Looked("the folder holds an extension whose metadata can be read before anything is loaded");
            findings.AddRange(catalog.Diagnostics.Select(Weigh).Select(copy.Restore));
            foreach (var processor in Processors(catalog, options))
            {
                await new ConformanceRun(catalog, processor, options, findings).CheckAsync(cancellationToken);
            }
        }
        catch (DqxException notThere) when (notThere is not ConfigurationException)
        {
            findings.Error(notThere.DiagnosticId, notThere.Message);
        }

        return findings.Report;
    }

    private static string[] Processors(VerifiedExtensions catalog, ConformanceOptions options)
    {
        string[] usable =
        [
            .. from extension in catalog.Extensions
               where extension.Rejection is null
               from processor in extension.Processors
               where processor.Rejection is null && processor.Metadata is not null
               select processor.Metadata?.Name,
        ];
        return options.Processor is not { } asked ? usable
            : usable.Contains(asked, StringComparer.OrdinalIgnoreCase) ? [asked]
            : throw new DqxException("DQX2411", $"The extension holds no processor '{asked}' that can be used; it holds {(usable.Length == 0 ? "none" : string.Join(", ", usable))}.");
    }

    /// <summary>What a host forgives is a mistake of the author's all the same: no exports, private copies of the host's assemblies.</summary>
    private static Diagnostic Weigh(Diagnostic finding)
        => finding.Id is "DQX2003" or "DQX2010" ? finding with { Severity = DiagnosticSeverity.Error } : finding;
}
