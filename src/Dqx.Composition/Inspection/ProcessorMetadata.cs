using System.Collections.Immutable;
using Dqx.Delivery;

namespace Dqx.Composition.Inspection;

/// <summary>Validated metadata of one processor; see <see cref="ProcessorMetadataAttribute"/> for what the values mean.</summary>
internal sealed record ProcessorMetadata
{
    public required string Name { get; init; }

    public int Order { get; init; } = ProcessorMetadataAttribute.DefaultOrder;

    public string? Description { get; init; }

    public string? Version { get; init; }

    public ImmutableArray<string> RequiredSettings { get; init; } = [];

    public ImmutableArray<string> RunAfter { get; init; } = [];

    public ImmutableArray<string> RunBefore { get; init; } = [];

    public NotifyMode Notify { get; init; }

    public bool Idempotent { get; init; }

    public bool NewestOnly { get; init; }
}
