using System.Xml.Linq;

namespace Dqx.Tests.Architecture;

/// <summary>Dependencies point one way: Cli → Composition, DuckDb, Sqlite → Dqx → Abstractions; extensions → Abstractions.</summary>
public sealed class Dependencies
{
    private const string Abstractions = "Dqx.Abstractions";
    private const string Engine = "Dqx";

    /// <summary>What a project may reference. One that is not here has no place yet: find it one, then say so here.</summary>
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        [Abstractions] = [],
        [Engine] = [Abstractions],
        ["Dqx.Composition"] = [Engine, Abstractions],
        ["Dqx.DuckDb"] = [Engine, Abstractions],
        ["Dqx.Sqlite"] = [Engine, Abstractions],
        ["Dqx.Testing"] = ["Dqx.Composition", Engine, Abstractions],
        ["Dqx.Templates"] = [],
        ["Dqx.Cli"] = ["Dqx.Composition", "Dqx.DuckDb", "Dqx.Sqlite", Engine, Abstractions],
        ["Dqx.Extensions.EmailAlerts"] = [Abstractions],
        ["Dqx.Extensions.DatabaseWriter"] = [Abstractions],
        ["Dqx.Extensions.Monitoring"] = [Abstractions],
        ["Dqx.Extensions.Reports"] = [Abstractions],
        ["Dqx.Extensions.Webhooks"] = [Abstractions],
        // Data sources bring a dataset, which is the engine's word.
        ["Dqx.Extensions.PostgreSql"] = [Engine, Abstractions],
        ["Dqx.Extensions.ClickHouse"] = [Engine, Abstractions],
    };

    public static TheoryData<string> Projects => [.. ProjectFiles];

    /// <summary>Without those that a template brings to others.</summary>
    private static IEnumerable<string> ProjectFiles
        => Repository.Files(".csproj")
            .Where(path => path.StartsWith("src/", StringComparison.Ordinal) || path.StartsWith("extensions/", StringComparison.Ordinal))
            .Where(path => !path.Contains("/content/", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void AProjectReferencesOnlyWhatIsBelowIt(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);

        s_allowed.ShouldContainKey(name);
        References(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))
            .Except(s_allowed[name]).ShouldBeEmpty($"{project} may not reference them");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void AProjectSaysWhyItExists(string project)
        => XDocument.Parse(Repository.Read(project)).Root.ShouldNotBeNull().Nodes().OfType<XComment>().ShouldNotBeEmpty();

    [Theory]
    [InlineData("System.Composition", "Dqx.Composition")]
    [InlineData("YamlDotNet", "Dqx")]
    [InlineData("System.CommandLine", "Dqx.Cli")]
    [InlineData("Spectre.Console", "Dqx.Cli")]
    public void APackageThatOneProjectIsForStaysThere(string package, string project)
        => ProjectFiles
            .Where(path => References(path, "PackageReference").Contains(package))
            .Select(Path.GetFileNameWithoutExtension)
            .ShouldBe([project]);

    [Fact]
    public void TheEngineHasNoDriver()
        => References("src/Dqx/Dqx.csproj", "PackageReference").ShouldNotContain(package => package.Contains("Sql", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void TheContractNeedsTheBclTheMefAttributesAndLoggingAbstractions()
    {
        var frameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "";
        string[] allowed = ["System.Composition.AttributedModel", "Microsoft.Extensions.Logging.Abstractions"];

        typeof(IResultProcessor).Assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name ?? "")
            .Where(name => !File.Exists(Path.Combine(frameworkFolder, name + ".dll")))
            .Except(allowed)
            .ShouldBeEmpty();
    }

    [Fact]
    public void TheContractAsksForNoOtherPackage()
        => References("src/Dqx.Abstractions/Dqx.Abstractions.csproj", "PackageReference")
            .ShouldBe(["System.Composition.AttributedModel", "Microsoft.Extensions.Logging.Abstractions"], ignoreOrder: true);

    /// <summary>What code is compiled against: a reference without its assembly only says what is built first.</summary>
    private static IEnumerable<string> References(string project, string kind)
        => XDocument.Parse(Repository.Read(project)).Descendants(kind)
            .Where(reference => reference.Attribute("ReferenceOutputAssembly")?.Value != "false")
            .Select(reference => reference.Attribute("Include")?.Value).OfType<string>();
}
