using Dqx.Composition.Catalogs;
using Dqx.Composition.Running;
using Dqx.Composition.Trust;
using Dqx.Datasets;

namespace Dqx.Composition.Sources;

/// <summary>A kind of data source that an extension brings. Nothing of the extension is loaded before a dataset of the kind is made.</summary>
/// <remarks>Safe for concurrent use: one call after the other.</remarks>
internal sealed class ExtensionDataSource(string kind, Extension extension, ExportedDataSource export, SourceHost host) : IDataSourceProvider, IDisposable
{
    private readonly Lock _gate = new();
    private ExtensionRuntime? _runtime;
    private IDataSourceProvider? _provider;
    private DqxException? _failure;

    public string Kind => kind;

    /// <exception cref="DqxException">The extension is not used, cannot be loaded, or refuses the definition.</exception>
    public IDataset Create(DatasetDefinition dataset, SourceDefinition source)
    {
        lock (_gate)
        {
            var provider = Provider();
            return host.Make(extension, "DQX2032", $"The data source '{kind}' cannot make the dataset '{dataset.Name}'", Phases.Process, _ => new ExtensionDataset(provider.Create(dataset, source)));
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _failure ??= new DqxException("DQX2032", $"The data source '{kind}' was disposed with its host.");
            (_provider, var runtime) = (null, _runtime);
            _runtime = null;
            if (runtime is not null)
            {
                host.LetGo(runtime);
            }
        }
    }

    /// <summary>Judged, loaded and composed once; what has failed once is not tried again.</summary>
    private IDataSourceProvider Provider()
    {
        if (_failure is { } failed)
        {
            throw new DqxException(failed.DiagnosticId, failed.Message);
        }

        try
        {
            return _provider ??= Compose(extension.Rejection ?? export.Rejection);
        }
        catch (DqxException failure)
        {
            _failure = failure;
            throw;
        }
    }

    private IDataSourceProvider Compose(Rejection? rejection)
    {
        var decision = rejection is null ? host.Decide(extension) : TrustDecision.Refuse(rejection);
        if (decision.Rejection is { } refused)
        {
            throw new DqxException(refused.Id, $"The extension that brings the data source '{kind}' is not used: {refused.Reason}. {refused.Fix} ({extension.Candidate.File})");
        }

        var runtime = new ExtensionRuntime(extension, [], host.Services) { LoadFile = decision.Copy?.File ?? extension.Candidate.File };
        _runtime = runtime;
        return host.Make(extension, id: null, $"The data source '{kind}' of {extension.Candidate.Name} cannot be used", Phases.Load, enter =>
        {
            runtime.Load();
            enter(Phases.Compose);
            var provider = runtime.CreateDataSource(export.Type);
            return provider.Kind == kind ? provider : throw new InvalidOperationException($"its Kind is '{provider.Kind}', its metadata states '{kind}'");
        });
    }
}
