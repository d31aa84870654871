namespace Dqx.Composition.Inspection;

/// <summary>A value of an export's metadata. A class: generics over a structure of ours are compiled anew in every cold start.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Value">As MEF sees it.</param>
internal sealed record MetadataValue(string Key, object? Value);
