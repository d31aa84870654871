using System.Collections.Frozen;
using System.Collections.Immutable;
using Dqx.Datasets;
using Dqx.DuckDb;
using Dqx.Suites;

namespace Dqx.Cli.Running;

/// <summary>The kinds of data source that are at hand.</summary>
internal static class DataSources
{
    private static readonly FrozenDictionary<string, IDataSourceProvider> s_providers =
        new IDataSourceProvider[] { new DuckDbDataSource() }.ToFrozenDictionary(provider => provider.Kind, StringComparer.Ordinal);

    /// <summary>The datasets of a suite file. Reads nothing.</summary>
    /// <param name="datasets">What the file says.</param>
    /// <param name="problems">Takes what is wrong with a definition.</param>
    public static ImmutableArray<IDataset> Create(IEnumerable<SuiteDataset> datasets, ICollection<string> problems)
    {
        var created = ImmutableArray.CreateBuilder<IDataset>();
        foreach (var dataset in datasets)
        {
            try
            {
                created.Add(Provider(dataset.Source.Kind).Create(dataset.Definition, dataset.Source));
            }
            catch (DqxException wrong)
            {
                problems.Add($"{dataset.Origin}: error {wrong.DiagnosticId}: dataset '{dataset.Definition.Name}': {wrong.Message}");
            }
        }

        return created.ToImmutable();
    }

    private static IDataSourceProvider Provider(string kind)
        => s_providers.TryGetValue(kind, out var provider)
            ? provider
            : throw new DqxException("DQX1009", $"There is no data source of the kind '{kind}'{Nearest.Hint(kind, s_providers.Keys)}");
}
