namespace Dqx.Acceptance.Tests.Packages;

/// <summary>extensions/README.md, as a stranger follows it: with the packed packages, template and tool.</summary>
[Collection(PackageTests.Name)]
public sealed class AuthorPageTests(PackageFeed feed)
{
    private const string PagePath = "extensions/README.md";
    private const string Template = "From the template";
    private const string ByHand = "By hand";
    private const string Ship = "Ship";

    [Fact]
    public async Task The_template_is_installed_instantiated_tested_and_run()
    {
        var output = await FollowAsync(Template);

        output.ShouldContain("Passed:     2");
        output.ShouldContain("Orders: 2 of 2 passed");
        ShouldBeAnExtension(Path.Combine(feed.Folder, "work", "page", "Greeter", "catalog", "Greeter"));
    }

    [Fact]
    public async Task An_extension_by_hand_needs_only_the_contract_package()
    {
        var output = await FollowAsync(ByHand, "by-hand");

        output.ShouldContain("Orders: 1 of 1 passed");
        ShouldBeAnExtension(Path.Combine(feed.Folder, "work", "by-hand", "catalog", "Greeter"));
    }

    [Fact]
    public async Task What_is_published_can_be_shipped()
    {
        var install = $"dotnet new list dqx-processor >/dev/null || dotnet new install Dqx.Templates@{feed.Version}\n";
        var output = await FollowAsync(Ship, "ship", install);

        output.ShouldContain("shipped");
        File.Exists(Path.Combine(feed.Folder, "work", "ship", "Shipped", "sample", "extensions.lock.json")).ShouldBeTrue(output);
        ShouldBeAnExtension(Path.Combine(feed.Folder, "work", "ship", "Shipped", "drop", "Shipped"));
    }

    [Fact]
    public void Every_section_with_commands_is_followed_by_a_test()
        => Page.Sections(PagePath).Where(section => section.Script.Length > 0).Select(section => section.Title).ShouldBe([Template, ByHand, Ship]);

    private async Task<string> FollowAsync(string title, string name = "page", string before = "")
    {
        var section = Page.Sections(PagePath).Single(section => section.Title == title);
        var folder = feed.NewFolder(name);
        section.WriteFiles(folder, code => code.Replace("Version=\"0.1.0\"", $"Version=\"{feed.Version}\"", StringComparison.Ordinal));
        // The version of this run, where the page takes the newest. The tool is there already.
        var script = section.Script
            .Replace("new install Dqx.Templates", $"new install Dqx.Templates@{feed.Version}", StringComparison.Ordinal)
            .Replace("install --global Dqx.Tool", $"update --global Dqx.Tool --version {feed.Version}", StringComparison.Ordinal);
        return await feed.RunAsync(folder, before + script);
    }

    private static void ShouldBeAnExtension(string folder)
    {
        var name = Path.GetFileName(folder);
        Directory.GetFiles(folder).Select(Path.GetFileName).ShouldBe([$"{name}.deps.json", $"{name}.dll", $"{name}.pdb"], ignoreOrder: true);
    }
}
