using System.Composition;

namespace Dqx.Suites;

/// <summary>Names the suite that a provider brings. Read from the assembly's metadata before any of its code runs.</summary>
/// <remarks><c>[ExportMetadata("Name", "…")]</c> says the same as this attribute. Saying it twice is an error.</remarks>
/// <param name="name">The name by which it is run: lower_snake (<c>[a-z][a-z0-9_]*</c>).</param>
[MetadataAttribute]
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SuiteMetadataAttribute(string name) : Attribute
{
    /// <summary>The name by which the suite is run.</summary>
    public string Name { get; } = name;

    /// <summary>One line for <c>dqx extensions list</c>; null when there is none.</summary>
    public string? Description { get; set; }
}
