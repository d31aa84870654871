namespace Dqx.Hostile.Tests;

/// <summary>How a case ends at its best.</summary>
public enum HostileClass
{
    /// <summary>The run goes on in the same process.</summary>
    Survives,

    /// <summary>The run is lost, and does not look like a success.</summary>
    Lost,

    /// <summary>The run goes on because the processor was in a worker.</summary>
    Worker,
}

/// <summary>One row of the corpus: what an extension does, and what has to come of it.</summary>
internal sealed record HostileCase(int Number, string Variant)
{
    public HostileClass Class { get; init; } = HostileClass.Survives;

    /// <summary>Source files of the extension <c>Bad</c> in the case's folder; one of the variant's name by default.</summary>
    public string[]? Sources { get; init; }

    /// <summary>Makes or changes files of the catalog; null when the compiled extension is all there is.</summary>
    public Action<HostileCatalog>? Arrange { get; init; }

    /// <summary>The name in the report of the bad one.</summary>
    public string Name { get; init; } = "bad";

    /// <summary>What its report says; null when it has none.</summary>
    public ProcessorStatus? Status { get; init; } = ProcessorStatus.Failed;

    public string? Phase { get; init; }

    /// <summary>The diagnostic of the report.</summary>
    public string? Id { get; init; }

    /// <summary>A part of the reason.</summary>
    public string Says { get; init; } = "";

    /// <summary>A finding in the run document's diagnostics, about a file of the extension.</summary>
    public string? Finding { get; init; }

    /// <summary>A part of what stands on standard error.</summary>
    public string? Tells { get; init; }

    /// <summary>What stands nowhere in what is printed.</summary>
    public string? Hides { get; init; }

    /// <summary>The exit code with <c>on_error: degrade</c>; of a lost run the ones that are possible.</summary>
    public int[] Codes { get; init; } = [0];

    /// <summary>The exit code with <c>on_error: fail</c>; null when the bad one is not mentioned in the suite.</summary>
    public int? Strict { get; init; }

    /// <summary>Settings of the processor <c>bad</c>, as YAML in one line each; null when the suite does not mention it.</summary>
    public string[]? Settings { get; init; } = ["timeout: 1s"];

    /// <summary>More keys at the top of the suite.</summary>
    public string Suite { get; init; } = "";

    public string[] Arguments { get; init; } = [];

    /// <summary>More for the environment of the command.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it may also run in the process of the tests, in a host as applications have it.</summary>
    public bool InHost { get; init; } = true;

    /// <summary>More than any run of the case takes on a busy machine; less than what is waited for when something hangs.</summary>
    public TimeSpan Bound { get; init; } = TimeSpan.FromSeconds(30);

    public override string ToString() => FormattableString.Invariant($"{Number:00} {Variant}{(Class == HostileClass.Worker ? " (worker)" : "")}");
}
