using System.Composition;

namespace Dqx;

/// <summary>Names and orders a result processor. Read from the assembly's metadata before any of its code runs.</summary>
/// <remarks>
/// <c>[ExportMetadata("Name", "…")]</c> and <c>[ExportMetadata("Order", 100)]</c> say the same as this attribute; the other
/// properties work the same way. Saying one of them twice is an error.
/// </remarks>
/// <param name="name">The processor's name: lower_snake (<c>[a-z][a-z0-9_]*</c>), unique among all catalogs whatever its case.</param>
[MetadataAttribute]
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ProcessorMetadataAttribute(string name) : Attribute
{
    /// <summary>The order of a processor that states none.</summary>
    public const int DefaultOrder = 1000;

    /// <summary>The name by which a suite file uses the processor.</summary>
    public string Name { get; } = name;

    /// <summary>Processors run from the smallest order to the largest; equal orders run by ordinal name. Default 1000.</summary>
    public int Order { get; set; } = DefaultOrder;

    /// <summary>One line for <c>dqx extensions list</c>; null when there is none.</summary>
    public string? Description { get; set; }

    /// <summary>The version to show; null for the assembly's.</summary>
    public string? Version { get; set; }

    /// <summary>Names of settings without which the processor cannot work. A processor that the suite does not mention and
    /// that lacks one of them is skipped without being loaded; a mentioned one is a configuration error.</summary>
    public string[] RequiredSettings { get; set; } = [];

    /// <summary>Names of processors that run before this one, if they run at all.</summary>
    public string[] RunAfter { get; set; } = [];

    /// <summary>Names of processors that run after this one, if they run at all.</summary>
    public string[] RunBefore { get; set; } = [];

    /// <summary>When the processor is told unless the suite says otherwise (<c>notify</c>): <c>every</c> run; <c>status_change</c>, for what
    /// people read; or <c>daily</c>. Null, the default, for every run.</summary>
    public string? Notify { get; set; }

    /// <summary>Whether handing over the same run twice (same <see cref="ProcessorContext.IdempotencyKey"/>) has one effect.
    /// Only such processors are retried inside a run. Default false.</summary>
    public bool Idempotent { get; set; }

    /// <summary>Whether a run is of no use once one for a later date was taken, as for a gauge that shows the latest figures: then a run for
    /// an older date than the last one that it took, of the same suite and identity tags, is not handed over. Default false.</summary>
    public bool NewestOnly { get; set; }
}
