using System.Collections.Immutable;
using Dqx.Suites;
using Dqx.Suites.Yaml;

namespace Dqx.Datasets;

/// <summary>The kinds of data source that a host knows; makes datasets by the kind of their source.</summary>
public sealed class DataSources
{
    private readonly Dictionary<string, IDataSourceProvider> _providers = new(StringComparer.Ordinal);

    /// <summary>Creates the set of kinds.</summary>
    /// <param name="providers">One provider for each kind.</param>
    /// <exception cref="DqxException">Two providers are of one kind (DQX1118).</exception>
    public DataSources(IEnumerable<IDataSourceProvider> providers)
    {
        ArgumentNullException.ThrowIfNull(providers);
        foreach (var provider in providers)
        {
            if (!_providers.TryAdd(provider.Kind, provider))
            {
                throw new DqxException(
                    "DQX1118",
                    $"Two providers are of the kind '{provider.Kind}', {_providers[provider.Kind].GetType().FullName} and {provider.GetType().FullName}; leave one of them out.");
            }
        }
    }

    /// <summary>The kinds, sorted.</summary>
    public IReadOnlyCollection<string> Kinds => [.. _providers.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Makes one dataset. No data is read and no connection is opened.</summary>
    /// <exception cref="DqxException">There is no such kind of source (DQX1117), the definition does not fit it, or the partitions make no dataset (DQX1141).</exception>
    public IDataset Create(SuiteDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return !dataset.Partitions.IsEmpty ? PartitionedDataset.Of([.. dataset.Partitions.Select(Create)])
            : !dataset.IsPartitionedByFile ? CreateWhole(dataset)
            : CreateWhole(dataset) is IFileDataset files ? PartitionedDataset.ByFile(files)
            : throw new DqxException("DQX1141", $"The dataset '{dataset.Definition.Name}' cannot be partitioned by files: the kind '{dataset.Source.Kind}' names none; list the partitions instead.");
    }

    private DatasetPartition Create(SuitePartition partition)
    {
        try
        {
            return new DatasetPartition(partition.Name, CreateWhole(partition.Data)) { Version = partition.Version is { } version ? PartitionVersion.Of(version, partition.Data) : null };
        }
        catch (DqxException refused)
        {
            throw new DqxException(refused.DiagnosticId, $"Partition '{partition.Name}': {refused.Message}");
        }
    }

    private IDataset CreateWhole(SuiteDataset dataset)
    {
        var (definition, source) = dataset;
        return _providers.TryGetValue(source.Kind, out var provider)
            ? WithDays(provider.Create(definition, source), definition, source)
            : throw new DqxException(
                "DQX1117",
                $"The dataset '{definition.Name}' is of the unknown source or kind '{source.Kind}'{(Nearest.Find(source.Kind, Kinds) is { } nearest ? $"; did you mean '{nearest}'?" : $"; known kinds: {string.Join(", ", Kinds)}")}");
    }

    /// <summary>A provider that does not know of days would silently measure all rows instead of a day's.</summary>
    private static IDataset WithDays(IDataset? dataset, DatasetDefinition definition, SourceDefinition source)
    {
        if (dataset is null)
        {
            throw new DqxException("DQX1125", $"The kind '{source.Kind}' made nothing of the dataset '{definition.Name}'.");
        }

        var wanted = definition.Calendar;
        // Whoever implements the interface without its defaults may have no calendar: it knows of no days either.
        var known = dataset.Calendar ?? DatasetCalendar.Snapshot;
        var ignored = known.DateColumn != wanted.DateColumn ? "date_column"
            : !dataset.IsDated && IsDated(definition) ? "{date}"
            : wanted.DateColumn is not null && known.TimeZone != wanted.TimeZone ? "timezone"
            : !known.SkipsLike(wanted) ? "skip_dates"
            : known.LagSource != wanted.LagSource ? "lag_source"
            : known.SettledAfterDays != wanted.SettledAfterDays ? "settled_after"
            : null;
        return ignored is null ? dataset : throw new DqxException(
            "DQX1124", $"The dataset '{definition.Name}' has {ignored}, which data sources of the kind '{source.Kind}' do not act on; every row would count for every day. Leave it out, or use another kind.");
    }

    private static bool IsDated(DatasetDefinition definition)
        => new[] { definition.Path, definition.Query, definition.Where }.Any(text => text is not null && DatedText.Parse(text).IsDated);

    /// <summary>Makes the datasets of a suite file, in its order.</summary>
    /// <exception cref="SuiteFileException">A dataset cannot be made; all such datasets at once, each with its place in the file.</exception>
    public ImmutableArray<IDataset> Create(SuiteFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var findings = new Findings();
        var datasets = Create(file, findings);
        findings.ThrowOnErrors();
        return datasets;
    }

    /// <summary>Makes those datasets of a suite file that can be made; <see cref="UnknownDataset"/> stands for the others, in the order of the file.</summary>
    /// <param name="file">The suite file.</param>
    /// <param name="findings">Takes why the others cannot.</param>
    /// <param name="hasAll">Whether these are all kinds that there are: else one that is not known is no finding.</param>
    internal ImmutableArray<IDataset> Create(SuiteFile file, Findings findings, bool hasAll = true)
    {
        var datasets = ImmutableArray.CreateBuilder<IDataset>();
        foreach (var dataset in file.Datasets)
        {
            if (!dataset.IsSound || (!hasAll && !dataset.Sources.All(source => _providers.ContainsKey(source.Kind))))
            {
                datasets.Add(new UnknownDataset(dataset.Definition));
                continue;
            }

            try
            {
                datasets.Add(Create(dataset));
            }
            catch (DqxException exception)
            {
                datasets.Add(new UnknownDataset(dataset.Definition));
                findings.Error(exception.DiagnosticId, dataset.Place ?? new Place(new SourceText(file.Path, ""), 0, 0), file.Redact(exception.Message));
            }
        }

        return datasets.ToImmutable();
    }
}
