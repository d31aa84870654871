using System.Collections.Immutable;
using System.Text.Json;
using Dqx.Composition.Catalogs;
using Dqx.Composition.Inspection;
using Dqx.Composition.Running;
using Dqx.Composition.Selection;
using Dqx.Composition.Verification;
using Dqx.Suites;

namespace Dqx.Composition;

/// <summary>Lists what catalogs hold, with what configuration, selection and life have made of it.</summary>
internal sealed class CatalogEntries
{
    private readonly ImmutableArray<ProcessorConfiguration> _configurations;
    private readonly ProcessorFilter _filter;
    private readonly ImmutableArray<ProcessorInstance> _running;

    private CatalogEntries(ImmutableArray<ProcessorConfiguration> configurations, ProcessorFilter filter, ImmutableArray<ProcessorInstance> running)
    {
        _configurations = configurations;
        _filter = filter;
        _running = running;
    }

    public static ImmutableArray<CatalogEntry> Of(
        VerifiedExtensions catalog, ImmutableArray<ProcessorConfiguration> configurations, ProcessorFilter filter, ImmutableArray<ProcessorInstance> running)
    {
        var entries = new CatalogEntries(configurations, filter, running);
        return
        [
            .. catalog.Extensions.SelectMany(entries.Of)
                .OrderBy(entry => entry.Order ?? int.MaxValue)
                .ThenBy(entry => entry.Processor ?? entry.DataSource ?? entry.Suite ?? entry.History ?? entry.Extension, StringComparer.Ordinal)
                .ThenBy(entry => entry.File, StringComparer.Ordinal),
        ];
    }

    private IEnumerable<CatalogEntry> Of(Extension extension)
        => extension.Processors.IsEmpty && !extension.IsWithoutProcessors
            ? [With(Base(extension), extension.Rejection)]
            : extension.Processors.Select(processor => Of(extension, processor))
                .Concat(extension.DataSources.Select(source => Of(extension, source)))
                .Concat(extension.Suites.Select(suite => Of(extension, suite)))
                .Concat(extension.Histories.Select(history => Of(extension, history)));

    /// <summary>A data source is loaded when a dataset asks for it, so it is ready or it is rejected.</summary>
    private static CatalogEntry Of(Extension extension, ExportedDataSource source)
        => With(Base(extension) with { DataSource = source.DisplayName, Description = source.Description }, extension.Rejection ?? source.Rejection);

    /// <summary>A suite is loaded when it is run, likewise.</summary>
    private static CatalogEntry Of(Extension extension, ExportedSuite suite)
        => With(Base(extension) with { Suite = suite.DisplayName, Description = suite.Description }, extension.Rejection ?? suite.Rejection);

    /// <summary>A history is loaded when its URL is opened, likewise.</summary>
    private static CatalogEntry Of(Extension extension, ExportedHistory history)
        => With(Base(extension) with { History = history.DisplayName, Description = history.Description }, extension.Rejection ?? history.Rejection);

    private CatalogEntry Of(Extension extension, ExportedProcessor processor)
    {
        var entry = Base(extension);
        if (processor.Metadata is { } metadata)
        {
            entry = entry with
            {
                Processor = metadata.Name,
                Order = metadata.Order,
                Version = metadata.Version ?? entry.Version,
                Description = metadata.Description,
                RequiredSettings = metadata.RequiredSettings,
                Instances = [.. _configurations.Where(known => Uses(known, metadata)).Select(known => known.Instance)],
            };
        }

        return (extension.Rejection ?? processor.Rejection) is { } rejection ? With(entry, rejection)
            : processor.Metadata is { } known ? Live(entry, extension, known)
            : entry;
    }

    private CatalogEntry Live(CatalogEntry entry, Extension extension, ProcessorMetadata metadata)
    {
        var running = _running.Where(instance => instance.Selected.Extension.Candidate == extension.Candidate && instance.Selected.Metadata.Name == metadata.Name).ToArray();
        var mentions = _configurations.Where(known => Uses(known, metadata)).ToArray();
        if (running.Length > 0)
        {
            entry = entry with { Instances = [.. running.Select(instance => instance.Name)] };
            return running.FirstOrDefault(instance => instance.Broken is not null) is { Broken: { } report }
                    ? entry with { State = ExtensionState.Failed, Phase = report.Phase, Reason = report.Error, Diagnostic = report.Diagnostic }
                : running.Select(instance => instance.Health.Obstacle).FirstOrDefault(obstacle => obstacle is not null) is { } obstacle
                    ? entry with { State = ExtensionState.Quarantined, Reason = obstacle, Diagnostic = "DQX2125" }
                : entry with { State = running.All(instance => instance.IsInitialized) ? ExtensionState.Active : ExtensionState.Ready };
        }

        var names = mentions.Length > 0 ? mentions.Select(known => known.Instance) : [metadata.Name];
        var missing = metadata.RequiredSettings.Where(name => !mentions.Any(known => known.Settings.Root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)).ToArray();
        return mentions.Length > 0 && mentions.All(known => !known.Enabled)
                ? entry with { State = ExtensionState.Disabled, Reason = "enabled: false" }
            : !names.Any(_filter.Selects)
                ? entry with { State = ExtensionState.Unselected, Reason = "it is not among the selected processors" }
            : missing.Length > 0
                ? entry with { State = ExtensionState.Skipped, Reason = $"required settings are missing: {string.Join(", ", missing)}", Diagnostic = "DQX2110" }
            : entry;
    }

    private static bool Uses(ProcessorConfiguration configuration, ProcessorMetadata metadata)
        => configuration.Use.Equals(metadata.Name, StringComparison.OrdinalIgnoreCase);

    private static CatalogEntry Base(Extension extension) => new()
    {
        Extension = extension.Candidate.Name,
        State = ExtensionState.Ready,
        Version = extension.Assembly?.Version.ToString(3),
        Catalog = extension.Candidate.Catalog,
        File = extension.Candidate.File,
    };

    private static CatalogEntry With(CatalogEntry entry, Rejection? rejection) => rejection is null ? entry : entry with
    {
        State = ExtensionState.Rejected,
        Phase = rejection.Phase,
        Reason = OneLine.Of($"{rejection.Reason}. {rejection.Fix}"),
        Diagnostic = rejection.Id,
    };
}
