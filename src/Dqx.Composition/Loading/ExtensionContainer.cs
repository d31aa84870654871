using System.Composition;
using System.Composition.Hosting;
using System.Reflection;
using Dqx.Composition.Inspection;
using Microsoft.Extensions.Logging;

namespace Dqx.Composition.Loading;

using ProcessorFactory = ExportFactory<IResultProcessor, IDictionary<string, object>>;

/// <summary>
/// One MEF container with processors of one extension and the parts that they may import. Metadata comes as a dictionary, which
/// never throws, and is validated by the rules that were applied to the file.
/// </summary>
internal sealed class ExtensionContainer : IDisposable
{
    private readonly CompositionHost _host;
    private readonly Dictionary<string, ProcessorFactory> _factories = new(StringComparer.Ordinal);

    private ExtensionContainer(CompositionHost host)
    {
        _host = host;
    }

    /// <summary>Composes the types. Runs code of the extension: module initialisers and attribute constructors.</summary>
    /// <exception cref="CompositionFailedException">The metadata that MEF sees is not what the file says. A container that has
    /// thrown may return nothing the next time (measured), so it is given up at once; MEF's own failures come out as they are.</exception>
    public static ExtensionContainer Create(Assembly assembly, IEnumerable<string> types, HostServices services)
    {
        var configuration = new ContainerConfiguration()
            .WithParts(types.Select(type => assembly.GetType(type, throwOnError: true)).OfType<Type>())
            .WithExport<ILoggerFactory>(services.LoggerFactory)
            .WithExport<TimeProvider>(services.TimeProvider);
        if (services.History is { } history)
        {
            configuration.WithExport<IMetricHistoryReader>(history);
        }

        var container = new ExtensionContainer(configuration.CreateContainer());
        foreach (var factory in container._host.GetExports<ProcessorFactory>())
        {
            container.Add(factory);
        }

        return container;
    }

    /// <summary>Creates a processor. The caller owns the export: the container neither knows nor disposes it.</summary>
    public Export<IResultProcessor> CreateProcessor(string name) => _factories[name].CreateExport();

    /// <summary>The data source or the suite provider of a container that was made of one. The container disposes it.</summary>
    public T CreateProvider<T>()
        where T : class
        => _host.GetExport<T>();

    public bool Holds(string name) => _factories.ContainsKey(name);

    public void Dispose() => _host.Dispose();

    private static List<MetadataValue> Values(ProcessorFactory factory)
    {
        var values = new List<MetadataValue>(factory.Metadata.Count);
        foreach (var (key, value) in factory.Metadata)
        {
            values.Add(new MetadataValue(key, value));
        }

        return values;
    }

    private void Add(ProcessorFactory factory)
    {
        var metadata = MetadataValidator.Validate(Values(factory), out var errors)
            ?? throw new CompositionFailedException($"MEF sees other metadata than the file states: {string.Join("; ", errors)}");
        _factories[metadata.Name] = factory;
    }
}
