using System.Text;

namespace Dqx.Acceptance.Tests.Support;

/// <summary>A folder for one test, with suites, data and catalogs; gone afterwards.</summary>
internal sealed class Workspace : IDisposable
{
    /// <summary>A small table: ids 1 to 4, one amount missing.</summary>
    public const string Orders = "id,amount,city\n1,10.5,Rome\n2,20,Oslo\n3,,Rome\n4,7.25,Bonn\n";

    public string Folder { get; } = Directory.CreateTempSubdirectory("dqx-acceptance-").FullName;

    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>Writes a suite over <see cref="Orders"/>.</summary>
    /// <param name="assertions">Expectations, each its own name; all in the check <c>orders</c>.</param>
    /// <param name="rest">What follows in the file.</param>
    /// <param name="name">The file's name.</param>
    public Workspace WithSuite(IEnumerable<string> assertions, string rest = "", string name = "suite.yaml")
    {
        var text = new StringBuilder("version: 1\nsuite: Orders\ndatasets:\n  orders:\n    path: orders.csv\nchecks:\n  - name: orders\n    assertions:\n");
        foreach (var assertion in assertions)
        {
            text.Append("      - '").Append(assertion.Replace("'", "''", StringComparison.Ordinal)).Append("'\n");
        }

        return With("orders.csv", Orders).With(name, text.Append(rest).ToString());
    }

    public Workspace With(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name]) ?? Folder);
        File.WriteAllText(this[name], text);
        return this;
    }

    /// <summary>Drops the folder of a built extension into a catalog.</summary>
    public Workspace WithExtension(string extension, string catalog = "extensions")
    {
        var from = Path.Combine(DqxCommand.Artifacts, "test-extensions", extension);
        var to = Directory.CreateDirectory(Path.Combine(Folder, catalog, extension)).FullName;
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        return this;
    }

    public Task<DqxResult> RunAsync(params string[] arguments) => DqxCommand.RunAsync(Folder, arguments);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
