using System.Collections.Immutable;
using Dqx.Composition.Catalogs;
using Dqx.Composition.Inspection;
using Dqx.Suites;

namespace Dqx.Composition.Selection;

/// <summary>Reports of processors whose fate is known before a run.</summary>
internal static class SettledReports
{
    public static SettledProcessor Broken(string instance, string use, Extension extension, Rejection rejection, OnError onError) => new(
        new ProcessorReport
        {
            Name = instance,
            Use = use,
            Order = extension.Processors.FirstOrDefault(processor => processor.Metadata?.Name == use)?.Metadata?.Order ?? ProcessorMetadataAttribute.DefaultOrder,
            Status = ProcessorStatus.Failed,
            Phase = rejection.Phase,
            Error = OneLine.Of($"{rejection.Reason}. {rejection.Fix}"),
            Diagnostic = rejection.Id,
            File = extension.Candidate.File,
        },
        onError);

    public static SettledProcessor Skipped(ProcessorMetadata metadata, Extension extension, ImmutableArray<string> missing) => new(
        new ProcessorReport
        {
            Name = metadata.Name,
            Use = metadata.Name,
            Order = metadata.Order,
            Status = ProcessorStatus.Skipped,
            Error = $"required settings are missing: {string.Join(", ", missing)}",
            Diagnostic = "DQX2110",
            File = extension.Candidate.File,
        },
        OnError.Ignore);
}
