using System.Collections.Immutable;
using Dqx.Composition.Catalogs;
using Dqx.Composition.Inspection;
using Dqx.Suites;

namespace Dqx.Composition.Selection;

/// <summary>A processor instance that is going to run.</summary>
/// <param name="Configuration">Its effective configuration.</param>
/// <param name="Extension">The extension that exports it.</param>
/// <param name="Type">The exported type's full name.</param>
/// <param name="Metadata">Its metadata.</param>
internal sealed record SelectedProcessor(ProcessorConfiguration Configuration, Extension Extension, string Type, ProcessorMetadata Metadata)
{
    public string Instance => Configuration.Instance;
}

/// <summary>A processor instance whose fate is known before a run: skipped, or found and broken.</summary>
internal sealed record SettledProcessor(ProcessorReport Report, OnError OnError);

/// <summary>Stage 4: who runs, in which order, and what became of the others.</summary>
/// <param name="Selected">In the order in which they run.</param>
/// <param name="Settled">Skipped and broken ones.</param>
/// <param name="Errors">Configuration errors, with which nothing is run.</param>
/// <param name="Diagnostics">Other findings.</param>
internal sealed record SelectedProcessors(
    ImmutableArray<SelectedProcessor> Selected,
    ImmutableArray<SettledProcessor> Settled,
    ImmutableArray<Diagnostic> Errors,
    ImmutableArray<Diagnostic> Diagnostics)
{
    public static SelectedProcessors None { get; } = new([], [], [], []);
}
