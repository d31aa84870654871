using System.Collections.Immutable;
using System.Text.Json;
using Dqx.Composition.Catalogs;
using Dqx.Composition.Inspection;
using Dqx.Composition.Verification;
using Dqx.Suites;

namespace Dqx.Composition.Selection;

/// <summary>
/// Stage 4, select. Every processor found runs, with empty settings where none are configured. One that nobody mentions and that
/// lacks required settings is skipped without being loaded; a mentioned one that is incomplete, or that no catalog holds, is a
/// configuration error; one that is found and broken has failed.
/// </summary>
internal sealed class ProcessorSelector
{
    private readonly VerifiedExtensions _catalog;
    private readonly ImmutableArray<ProcessorConfiguration> _configurations;
    private readonly ProcessorFilter _filter;
    private readonly List<SelectedProcessor> _selected = [];
    private readonly List<SettledProcessor> _settled = [];
    private readonly List<Diagnostic> _errors = [];

    private ProcessorSelector(VerifiedExtensions catalog, ImmutableArray<ProcessorConfiguration> configurations, ProcessorFilter filter)
    {
        _catalog = catalog;
        _configurations = configurations;
        _filter = filter;
    }

    public static SelectedProcessors Select(VerifiedExtensions catalog, ImmutableArray<ProcessorConfiguration> configurations, ProcessorFilter filter)
    {
        var selector = new ProcessorSelector(catalog, configurations, filter);
        selector.SelectMentioned();
        selector.SelectOthers();
        selector.ReportBroken();
        selector.CheckFilter();
        return selector.InOrder();
    }

    /// <summary>Whether a processor is likely to be loaded into this process, as far as it alone and the configuration tell.</summary>
    public static bool MayBeLoaded(ProcessorMetadata metadata, ImmutableArray<ProcessorConfiguration> configurations, ProcessorFilter filter)
    {
        var isMentioned = false;
        foreach (var configuration in configurations)
        {
            if (configuration.Use.Equals(metadata.Name, StringComparison.OrdinalIgnoreCase))
            {
                isMentioned = true;
                if (configuration.Enabled && configuration.Isolation != Isolation.Worker && filter.Selects(configuration.Instance))
                {
                    return true;
                }
            }
        }

        return !isMentioned && metadata.RequiredSettings.IsEmpty && filter.Selects(metadata.Name);
    }

    private List<Export> Exports
    {
        get
        {
            if (field is null)
            {
                field = [];
                foreach (var extension in _catalog.Extensions)
                {
                    foreach (var processor in extension.Processors)
                    {
                        field.Add(new Export(extension, processor));
                    }
                }
            }

            return field;
        }
    }

    private void SelectMentioned()
    {
        foreach (var configuration in _configurations.Where(configuration => configuration.Enabled && _filter.Selects(configuration.Instance)))
        {
            if (Usable(configuration.Use) is var (extension, processor, metadata))
            {
                var missing = Missing(metadata, configuration.Settings);
                if (missing.IsEmpty)
                {
                    _selected.Add(new SelectedProcessor(configuration, extension, processor.Type, metadata));
                }
                else
                {
                    _errors.Add(SelectionDiagnostics.MissingSettings(configuration, missing));
                }
            }
            else if (Broken(configuration.Use) is var (brokenExtension, rejection))
            {
                _settled.Add(SettledReports.Broken(configuration.Instance, configuration.Use, brokenExtension, rejection, configuration.OnError));
            }
            else
            {
                _errors.Add(SelectionDiagnostics.NotFound(configuration, UsableNames(), _catalog.Extensions.Count(e => e.Rejection is not null)));
            }
        }
    }

    private void SelectOthers()
    {
        var mentioned = _configurations.Select(configuration => configuration.Use).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (extension, processor) in Exports)
        {
            if (extension.Rejection is null && processor is { Rejection: null, Metadata: { } metadata }
                && !mentioned.Contains(metadata.Name) && _filter.Selects(metadata.Name))
            {
                var configuration = new ProcessorConfiguration { Instance = metadata.Name, Use = metadata.Name };
                var missing = Missing(metadata, configuration.Settings);
                if (missing.IsEmpty)
                {
                    _selected.Add(new SelectedProcessor(configuration, extension, processor.Type, metadata));
                }
                else if (_filter.IsOpen)
                {
                    _settled.Add(SettledReports.Skipped(metadata, extension, missing));
                }
                else
                {
                    // Selected by name is mentioned.
                    _errors.Add(SelectionDiagnostics.MissingSettings(configuration, missing));
                }
            }
        }
    }

    /// <summary>What is broken and mentioned by nobody has failed as well, unless it is only a folder without processors, or with data sources and suites alone.</summary>
    private void ReportBroken()
    {
        var mentioned = _configurations.Select(configuration => configuration.Use).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var extension in _catalog.Extensions)
        {
            if (extension.Rejection is { Severity: DiagnosticSeverity.Error } rejection && !extension.IsWithoutProcessors)
            {
                var names = extension.Processors.Select(processor => processor.Metadata?.Name).OfType<string>().DefaultIfEmpty(extension.Candidate.Name);
                foreach (var name in names.Where(name => !mentioned.Contains(name) && !mentioned.Any(use => LooksLike(extension, use)) && _filter.Selects(name)))
                {
                    _settled.Add(SettledReports.Broken(name, name, extension, rejection, OnError.Degrade));
                }
            }
            else if (extension.Rejection is null)
            {
                foreach (var processor in extension.Processors.Where(processor => processor.Rejection is not null))
                {
                    // A clash leaves two of one name; the report of the one that lost is told apart by its extension's name.
                    var isClash = processor.Metadata is { Name: var taken } && Usable(taken) is not null;
                    var name = isClash || processor.Metadata is null ? extension.Candidate.Name : processor.Metadata.Name;
                    if ((isClash || !mentioned.Contains(name)) && _filter.Selects(name) && processor.Rejection is { } own)
                    {
                        _settled.Add(SettledReports.Broken(name, processor.Metadata?.Name ?? name, extension, own, OnError.Degrade));
                    }
                }
            }
        }
    }

    private void CheckFilter()
    {
        var known = _configurations.Select(configuration => configuration.Instance)
            .Concat(Exports.Select(export => export.Processor.Metadata?.Name).OfType<string>())
            .Concat(_catalog.Extensions.Select(extension => extension.Candidate.Name))
            .Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        foreach (var name in _filter.Names.Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            _errors.Add(SelectionDiagnostics.UnknownFilter(name, known));
        }
    }

    private SelectedProcessors InOrder()
    {
        var order = ProcessorOrder.Arrange(_selected);
        var loops = new List<Diagnostic>();
        foreach (var (processor, path) in order.Loops)
        {
            var cycle = Rejections.Cycle(path);
            _settled.Add(SettledReports.Broken(processor.Instance, processor.Metadata.Name, processor.Extension, cycle, processor.Configuration.OnError));
            loops.Add(cycle.ToDiagnostic(processor.Instance, processor.Extension.Candidate.File));
        }

        var settled = _settled.OrderBy(one => one.Report.Order).ThenBy(one => one.Report.Name, StringComparer.Ordinal);
        return new SelectedProcessors(order.Processors, [.. settled], [.. _errors], [.. loops, .. UnknownNeighbours(order.Processors)]);
    }

    /// <summary>Constraints that name who does not run count as met; that may be a slip, so it is told.</summary>
    private static List<Diagnostic> UnknownNeighbours(ImmutableArray<SelectedProcessor> running)
    {
        // Loops: what LINQ makes of pairs is compiled anew in every cold start.
        var findings = new List<Diagnostic>();
        var names = running.Select(processor => processor.Metadata.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var processor in running)
        {
            if (told.Add(processor.Metadata.Name))
            {
                Tell(processor, processor.Metadata.RunAfter, "RunAfter");
                Tell(processor, processor.Metadata.RunBefore, "RunBefore");
            }
        }

        return findings;

        void Tell(SelectedProcessor processor, ImmutableArray<string> neighbours, string relation)
        {
            foreach (var neighbour in neighbours)
            {
                if (!names.Contains(neighbour))
                {
                    findings.Add(CatalogDiagnostics.UnknownNeighbour(processor.Extension.Candidate, processor.Metadata.Name, relation, neighbour));
                }
            }
        }
    }

    private (Extension Extension, ExportedProcessor Processor, ProcessorMetadata Metadata)? Usable(string name)
    {
        foreach (var (extension, processor) in Exports)
        {
            if (extension.Rejection is null && processor is { Rejection: null, Metadata: { } metadata } && metadata.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return (extension, processor, metadata);
            }
        }

        return null;
    }

    /// <summary>A rejected processor of that name, or a rejected extension whose own name is so like it that it must be the one.</summary>
    private (Extension Extension, Rejection Rejection)? Broken(string name)
    {
        foreach (var (extension, processor) in Exports)
        {
            if (processor.Metadata is { } metadata && metadata.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && (extension.Rejection ?? processor.Rejection) is { } rejection)
            {
                return (extension, rejection);
            }
        }

        foreach (var extension in _catalog.Extensions.Where(extension => LooksLike(extension, name)))
        {
            if ((extension.Rejection ?? extension.Processors.Select(processor => processor.Rejection).FirstOrDefault(found => found is not null)) is { } rejection)
            {
                return (extension, rejection);
            }
        }

        return null;
    }

    /// <summary><c>Dqx.Extensions.EmailAlerts</c> is like <c>email_alerts</c>: how a file that cannot be read is recognised.</summary>
    private static bool LooksLike(Extension extension, string use)
        => extension.Processors.All(processor => processor.Metadata is null)
            && Letters(extension.Candidate.Name).EndsWith(Letters(use), StringComparison.Ordinal);

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private IEnumerable<string> UsableNames()
        => Exports.Where(export => export.Extension.Rejection is null && export.Processor.Rejection is null).Select(export => export.Processor.DisplayName);

    private static ImmutableArray<string> Missing(ProcessorMetadata metadata, ProcessorSettings settings)
        => [.. metadata.RequiredSettings.Where(name => !settings.Root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)];

    /// <summary>A processor with its extension. A class, see <see cref="Inspection.MetadataValue"/>.</summary>
    private sealed record Export(Extension Extension, ExportedProcessor Processor);
}
