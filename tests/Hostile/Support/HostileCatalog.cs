using System.Collections.Concurrent;
using System.Reflection;

namespace Dqx.Hostile.Tests;

/// <summary>A folder for one run of one case: the catalog with the good processors and the bad one, the data and the suite.</summary>
internal sealed class HostileCatalog : IDisposable
{
    private static readonly ConcurrentDictionary<string, Lazy<byte[]>> s_compiled = new();

    private static readonly string s_sources = typeof(HostileCatalog).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ProjectDirectory").Value ?? "";

    private readonly HostileCase _case;

    public HostileCatalog(HostileCase row)
    {
        _case = row;
        Folder = Directory.CreateTempSubdirectory("dqx-hostile-").FullName;
        Directory.CreateDirectory(Extensions);
        Write("orders.csv", "id,amount\n1,10\n2,20\n3,30\n4,40\n");
        WriteBytes("extensions/Good/Good.dll", Compile("Good", ["00-shared/Good.cs"]));
        if ((row.Sources ?? (row.Arrange is null ? [row.Variant + ".cs"] : [])) is { Length: > 0 } sources)
        {
            WriteBytes("extensions/Bad/Bad.dll", Bad(sources));
        }

        row.Arrange?.Invoke(this);
    }

    public string Folder { get; }

    public string Extensions => Path.Combine(Folder, "extensions");

    public string BadFile => PathOf("extensions/Bad/Bad.dll");

    public string PathOf(string name) => Path.Combine(Folder, name);

    public void Write(string name, string text) => WriteBytes(name, System.Text.Encoding.UTF8.GetBytes(text));

    public void WriteBytes(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name)) ?? Folder);
        File.WriteAllBytes(PathOf(name), bytes);
    }

    /// <summary>Writes the suite; the policy is that of the bad one.</summary>
    public string WriteSuite(string policy)
    {
        var bad = _case.Settings is null ? "" : "  bad:\n" + string.Concat(_case.Settings.Append($"on_error: {policy}")
            .Concat(_case.Class == HostileClass.Worker ? ["isolation: worker"] : []).Select(line => $"    {line}\n"));
        Write("suite.yaml", $"""
            version: 1
            suite: Orders
            {_case.Suite}
            datasets:
              orders:
                path: orders.csv
            checks:
              - name: orders
                assertions: ['num_rows() == 4', 'sum(amount) == 100']
            extensions: [extensions]
            processors:
              good:
                path: good.jsonl
              good_last:
                path: last.jsonl
            {bad}
            """);
        return PathOf("suite.yaml");
    }

    /// <summary>What a good processor was handed, without what differs from run to run; null when it was handed nothing.</summary>
    public string? Recorded(string file) => !File.Exists(PathOf(file)) ? null : string.Join('\n', File.ReadAllLines(PathOf(file)).Select(line =>
        line == "disposed" ? line : RunDocument.ToJson(Timeless(RunDocument.Read(line)))));

    private static SuiteRun Timeless(SuiteRun run) => run with
    {
        RunId = Guid.Empty,
        StartedAt = default,
        Duration = default,
        Diagnostics = [],
        Key = ResultKey.For(DateOnly.MinValue),
        Symbols = [.. run.Symbols.Select(symbol => symbol with { Date = DateOnly.MinValue })],
    };

    /// <summary>An assembly from files of the corpus.</summary>
    public static byte[] Compile(string assembly, string[] files, params IEnumerable<byte[]> references)
        => s_compiled.GetOrAdd($"{assembly}|{string.Join('|', files)}", _ => new Lazy<byte[]>(() => Compiler.Compile(
            assembly, Complete(string.Join('\n', files.Select(Source))), references))).Value;

    /// <summary>The source of an extension with what all of them begin and end with.</summary>
    public static string Complete(string source) => $"{Source("00-shared/Preamble.cs")}\n{source}\n{Source("00-shared/Processor.cs")}";

    public static string Source(string file) => File.ReadAllText(Path.Combine(s_sources, file));

    /// <summary>The extension from files of the case's own folder.</summary>
    public byte[] Bad(params string[] files) => Compile("Bad", [.. files.Select(file => $"{CaseFolder}/{file}")]);

    public string CaseFolder => Path.GetFileName(Directory.EnumerateDirectories(s_sources, FormattableString.Invariant($"{_case.Number:00}-*")).Single());

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Extensions, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Directory.Delete(Folder, recursive: true);
    }
}
