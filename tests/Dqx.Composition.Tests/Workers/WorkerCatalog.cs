using System.Globalization;
using Dqx.Composition.Tests.Support;
using Dqx.Suites;

namespace Dqx.Composition.Tests.Workers;

/// <summary>A catalog whose processors run in workers of the built command. What they note goes through a file, as they are in other processes.</summary>
internal sealed class WorkerCatalog : IDisposable
{
    private readonly TestCatalog _catalog = new();
    private readonly List<ProcessorConfiguration> _processors = [];

    /// <summary>The command, as it was built with these tests.</summary>
    public static string WorkerPath => BuiltOutput.Command;

    public CollectingLog Log { get; } = new();

    public string Folder => _catalog.Folder;

    public string[] Notes => File.Exists(NotesFile) ? File.ReadAllLines(NotesFile) : [];

    /// <summary>What the last note says, when it is the number of the process.</summary>
    public int ProcessId => int.Parse(Notes[^1], CultureInfo.InvariantCulture);

    public string NotesFile => Path.Combine(Folder, "notes.txt");

    /// <summary>Adds a processor from the bodies of its methods, and the configuration by which it runs in a worker. <c>Note(text)</c> reaches <see cref="Notes"/>.</summary>
    public WorkerCatalog Add(
        string name,
        string process = "",
        string initialize = "",
        string members = "",
        string bases = "",
        string settings = "{}",
        string[]? secrets = null,
        TimeSpan? timeout = null,
        long? memoryLimit = null,
        Isolation isolation = Isolation.Worker)
    {
        var type = char.ToUpperInvariant(name[0]) + name[1..];
        _catalog.Add(type, $$"""
            [Export(typeof(IResultProcessor))]
            [ProcessorMetadata("{{name}}")]
            public sealed class {{type}} : IResultProcessor{{(bases.Length == 0 ? "" : ", " + bases)}}
            {
                static void Note(string text) => File.AppendAllText(@"{{NotesFile}}", text + "\n");
                [Import(AllowDefault = true)] public IMetricHistoryReader History { get; set; }
                [Import] public ILoggerFactory Loggers { get; set; }
                {{members}}
                public async ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken token)
                {
                    await Task.CompletedTask;
                    {{initialize}}
                }

                public async ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken token)
                {
                    await Task.CompletedTask;
                    {{process}}
                }
            }
            """);
        _processors.Add(new ProcessorConfiguration
        {
            Instance = name,
            Use = name,
            Settings = ProcessorSettings.FromJson(settings, Folder, secrets),
            Timeout = timeout ?? TimeSpan.FromSeconds(60),
            Isolation = isolation,
            MemoryLimit = memoryLimit,
        });
        return this;
    }

    public DqxHost Host(Action<DqxHostOptions>? configure = null) => DqxHost.Create(options =>
    {
        options.Catalogs.Add(Folder);
        options.WorkerPath = WorkerPath;
        options.LoggerFactory = Log;
        options.CoolDown = TimeSpan.Zero;
        foreach (var processor in _processors)
        {
            options.Processors.Add(processor);
        }

        configure?.Invoke(options);
    });

    /// <summary>Hands over one run; the report of the only processor.</summary>
    public async Task<ProcessorReport> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var host = Host();
        return (await host.ProcessAsync(Runs.Failing, cancellationToken)).Run.Processors.ShouldHaveSingleItem();
    }

    public void Dispose() => _catalog.Dispose();
}
