using System.Runtime.CompilerServices;
using Dqx.Composition.Running;
using Dqx.Datasets;
using Dqx.Delivery;
using Dqx.History;
using Dqx.Suites;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Dqx.Composition;

/// <summary>What a <see cref="DqxHost"/> is made of. Read and validated once, by <see cref="DqxHost.Create(DqxHostOptions)"/>.</summary>
public sealed class DqxHostOptions
{
    // Made when they are first asked for: a list of a type loads its assembly, and a host that has nothing to compose needs none of them.
    private List<string>? _catalogs;
    private List<ProcessorConfiguration>? _processors;
    private List<IDataSourceProvider>? _dataSources;

    /// <summary>Directories of extensions; a relative path is one of the current directory. Earlier ones win a clash of names.</summary>
    public IList<string> Catalogs => _catalogs ??= [];

    /// <summary>Configured processor instances. Processors that are found and not named here run with empty settings.</summary>
    public IList<ProcessorConfiguration> Processors => _processors ??= [];

    /// <summary>The kinds of data source that the host brings itself, such as <c>new DuckDbDataSource()</c>; extensions add theirs.</summary>
    public IList<IDataSourceProvider> DataSources => _dataSources ??= [];

    /// <summary>The instances that may run (<c>--processors A,B</c>); null for all, empty for none. With none, no catalog is even read.</summary>
    public IReadOnlyCollection<string>? OnlyProcessors { get; set; }

    /// <summary>Settings under <c>Processors:&lt;instance&gt;</c>, laid over <see cref="Processors"/>; null for none. With a source such
    /// as <c>AddEnvironmentVariables("DQX_")</c> that is <c>DQX_Processors__page__to_emails__0</c>.</summary>
    public IConfiguration? Configuration { get; set; }

    /// <summary>What it takes for an extension to be loaded. Default: warn about what differs from <see cref="LockFile"/>.</summary>
    public TrustMode Trust { get; set; } = TrustMode.Warn;

    /// <summary>The lock file (<c>extensions.lock.json</c>) that extensions are compared with; null, or a file that is not there, for none.</summary>
    public string? LockFile { get; set; }

    /// <summary>Whether extensions in places that every user of the machine may write to are loaded all the same. Default: no (POSIX).</summary>
    public bool AllowWorldWritable { get; set; }

    /// <summary>What becomes a worker for processors with <c>isolation: worker</c>: the <c>dqx</c> executable, or its <c>Dqx.Cli.dll</c>, of
    /// this version. Null, the default, where there are no workers.</summary>
    public string? WorkerPath { get; set; }

    /// <summary>How long all processors together may take to initialise, and again to take one run. Positive; default 5 minutes.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a processor is left alone after it hung or failed three times in a row. Default 5 minutes.</summary>
    public TimeSpan CoolDown { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Lent to extensions and used for the host's own log; null for no log.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Lent to extensions; null for the system's clock.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>Where runs are kept until every processor has taken them: what an outage or a crash left is handed over before the next run
    /// of the same suite. Null, the default: every run is handed over once, and <c>notify</c> knows nothing of runs before.
    /// The host does not dispose it.</summary>
    public IDeliveryJournal? Journal { get; set; }

    /// <summary>The IANA zone in which the days of <c>notify: daily</c> begin. Default UTC.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Whether each processor gets a copy of the run of its own, as under the <c>dqx</c> executable. Default: no, all of them and
    /// the caller share one, which costs nothing. The run is immutable, but code with the process's rights can write behind that, through
    /// <c>ImmutableCollectionsMarshal</c> or reflection; with copies it changes its own alone. A copy is of every result, per processor.</summary>
    public bool CopiesRuns { get; set; }

    /// <summary>Told of every call of an extension, on the thread that makes it; null for nobody. For the <c>dqx</c> executable, which owns
    /// its process and may put right what a call did to it.</summary>
    internal ICallObserver? CallObserver { get; set; }

    /// <summary>Where runs keep their values and find those of earlier days; lent to extensions as <see cref="IMetricHistoryReader"/>.
    /// Null, the default, for nowhere. The host does not dispose it.</summary>
    public IMetricHistory? History { get; set; }

    /// <summary>Whether there is nothing to compose and nothing that could be wrong.</summary>
    internal bool IsBare
        => _catalogs is null && _processors is null && _dataSources is null && OnlyProcessors is null && Configuration is null
            && Deadline > TimeSpan.Zero && CoolDown >= TimeSpan.Zero;

    /// <summary>The options as they are now: what is changed in them afterwards does not reach the copy, nor does another current directory.</summary>
    internal DqxHostOptions Copy()
    {
        var copy = (DqxHostOptions)MemberwiseClone();
        copy.LockFile = LockFile is null ? null : Path.GetFullPath(LockFile);
        if (!IsBare)
        {
            CopyLists(copy);
        }

        return copy;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CopyLists(DqxHostOptions copy)
    {
        copy._catalogs = FullPaths(_catalogs ?? []);
        copy._processors = [.. _processors ?? []];
        copy._dataSources = [.. _dataSources ?? []];
        copy.OnlyProcessors = OnlyProcessors is null ? null : [.. OnlyProcessors];
    }

    private static List<string> FullPaths(IEnumerable<string> paths)
    {
        var full = new List<string>();
        foreach (var path in paths)
        {
            full.Add(Path.GetFullPath(path));
        }

        return full;
    }
}
