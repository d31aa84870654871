using System.Composition;

namespace Dqx.History;

/// <summary>Names the URL schemes of a history provider. Read from the assembly's metadata before any of its code runs.</summary>
/// <remarks><c>[ExportMetadata("Schemes", new[] { "…" })]</c> says the same as this attribute. Saying it twice is an error.</remarks>
/// <param name="schemes">What stands before <c>://</c>: at least two characters, <c>[a-z][a-z0-9+.-]+</c>, and not <c>file</c>.</param>
[MetadataAttribute]
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class HistoryMetadataAttribute(params string[] schemes) : Attribute
{
    /// <summary>The schemes of the URLs that the provider opens.</summary>
    public string[] Schemes { get; } = schemes;

    /// <summary>One line for <c>dqx extensions list</c>; null when there is none.</summary>
    public string? Description { get; set; }
}
