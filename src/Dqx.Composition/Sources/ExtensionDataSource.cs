using Dqx.Composition.Catalogs;
using Dqx.Datasets;

namespace Dqx.Composition.Sources;

/// <summary>A kind of data source that an extension brings. Nothing of the extension is loaded before a dataset of the kind is made.</summary>
/// <remarks>Safe for concurrent use: one call after the other.</remarks>
internal sealed class ExtensionDataSource(string kind, Extension extension, ExportedDataSource export, SourceHost host) : IDataSourceProvider, IDisposable
{
    private readonly Lock _gate = new();
    private readonly ExtensionProvider<IDataSourceProvider> _provider = new(
        $"data source '{kind}'", export.Type, export.Rejection, extension, host,
        provider => provider.Kind is var other && other == kind ? null : $"its Kind is '{other}', its metadata states '{kind}'");

    public string Kind => kind;

    /// <exception cref="DqxException">The extension is not used, cannot be loaded, or refuses the definition.</exception>
    public IDataset Create(DatasetDefinition dataset, SourceDefinition source)
    {
        lock (_gate)
        {
            var provider = _provider.Value();
            return host.Make(extension, "DQX2032", $"The data source '{kind}' cannot make the dataset '{dataset.Name}'", Phases.Process, _ => new ExtensionDataset(provider.Create(dataset, source)));
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _provider.LetGo(new DqxException("DQX2032", $"The data source '{kind}' was disposed with its host."));
        }
    }
}
