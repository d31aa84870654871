using Dqx.Composition.Catalogs;
using Dqx.Composition.Sources;
using Dqx.Suites;

namespace Dqx.Composition.Suites;

/// <summary>A suite that an extension brings. Nothing of the extension is loaded before the suite is asked for.</summary>
/// <remarks>Safe for concurrent use: one call after the other.</remarks>
internal sealed class ExtensionSuite(string name, Extension extension, ExportedSuite export, SourceHost host) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ExtensionProvider<ISuiteProvider> _provider = new($"suite '{name}'", export.Type, export.Rejection, extension, host);
    private SuiteDefinition? _definition;

    public string Name => name;

    /// <summary>The absolute path of the assembly that brings it.</summary>
    public string File => extension.Candidate.File;

    /// <summary>The suite, which its provider makes once.</summary>
    /// <exception cref="DqxException">The extension is not used, cannot be loaded, or fails to make it.</exception>
    public SuiteDefinition Definition()
    {
        lock (_gate)
        {
            var provider = _provider.Value();
            return _definition ??= host.Make(extension, "DQX2035", $"The suite '{name}' cannot be made", Phases.Process, _ => Checked(provider.Create()));
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _provider.LetGo(new DqxException("DQX2035", $"The suite '{name}' was disposed with its host."));
        }
    }

    /// <summary>What only looks like a definition is the provider's fault, and told as one.</summary>
    private static SuiteDefinition Checked(SuiteDefinition? definition)
        => definition is null ? throw new InvalidOperationException("its Create returned null")
            : definition.Suite is null ? throw new InvalidOperationException("it made a definition without a suite")
            : definition.Datasets.Any(dataset => dataset?.Definition is null || dataset.Source is null) ? throw new InvalidOperationException("a dataset of its definition is null")
            : definition.Processors.Any(processor => processor is null) ? throw new InvalidOperationException("a processor of its definition is null")
            : definition;
}
