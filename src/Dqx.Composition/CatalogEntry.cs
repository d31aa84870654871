using System.Collections.Immutable;

namespace Dqx.Composition;

/// <summary>One processor, data source, suite or history provider of one extension as a catalog holds it; or an extension of which none could be read.</summary>
public sealed record CatalogEntry
{
    /// <summary>The extension's name: its folder's or file's.</summary>
    public required string Extension { get; init; }

    /// <summary>The processor's name; null when none could be read, and for anything else.</summary>
    public string? Processor { get; init; }

    /// <summary>The kind of data source that it brings; null for anything else.</summary>
    public string? DataSource { get; init; }

    /// <summary>The name by which the suite that it brings is run; null for anything else.</summary>
    public string? Suite { get; init; }

    /// <summary>The URL schemes of the histories that it brings, parted by commas; null for anything else.</summary>
    public string? History { get; init; }

    /// <summary>How it stands.</summary>
    public required ExtensionState State { get; init; }

    /// <summary>The order in its metadata; null when it could not be read.</summary>
    public int? Order { get; init; }

    /// <summary>The version in its metadata, else its assembly's; null when neither could be read.</summary>
    public string? Version { get; init; }

    /// <summary>The description in its metadata; null when there is none.</summary>
    public string? Description { get; init; }

    /// <summary>The settings that it cannot do without.</summary>
    public ImmutableArray<string> RequiredSettings { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The configured instances of it, in the order in which they run.</summary>
    public ImmutableArray<string> Instances { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The catalog directory, absolute.</summary>
    public required string Catalog { get; init; }

    /// <summary>The extension's main assembly, absolute.</summary>
    public required string File { get; init; }

    /// <summary>The phase in which it was found not to work; null when it works.</summary>
    public string? Phase { get; init; }

    /// <summary>Why it is not used, and what to do; null when it is used.</summary>
    public string? Reason { get; init; }

    /// <summary>The id under which the diagnostics page explains the reason; null when there is none.</summary>
    public string? Diagnostic { get; init; }
}
