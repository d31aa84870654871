using System.Composition;

namespace Dqx.Datasets;

/// <summary>Names the kind of data source that a provider brings. Read from the assembly's metadata before any of its code runs.</summary>
/// <remarks><c>[ExportMetadata("Kind", "…")]</c> says the same as this attribute. Saying it twice is an error.</remarks>
/// <param name="kind">The kind: lower_snake (<c>[a-z][a-z0-9_]*</c>), what a suite file's <c>kind:</c> or <c>source:</c> says, and
/// what <see cref="IDataSourceProvider.Kind"/> returns.</param>
[MetadataAttribute]
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class DataSourceMetadataAttribute(string kind) : Attribute
{
    /// <summary>The kind by which a suite file uses the source.</summary>
    public string Kind { get; } = kind;

    /// <summary>One line for <c>dqx extensions list</c>; null when there is none.</summary>
    public string? Description { get; set; }
}
