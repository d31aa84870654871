using System.Collections;
using System.Collections.Immutable;

namespace Dqx.Suites;

/// <summary>What is said about a suite file from outside. Of one value the command line wins over the environment, and that over the file.</summary>
public sealed record SuiteFileOptions
{
    /// <summary>Scalars of the file to replace, in order, each <c>PATH=VALUE</c>: <c>checks[0].assertions[1].severity=P0</c>,
    /// <c>processors.page.to_emails[0]=a@example.com</c>. A value is read as YAML reads it in the file.</summary>
    public ImmutableArray<string> Set { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Paths of data by the dataset that they replace; relative to the current directory.</summary>
    public ImmutableSortedDictionary<string, string> Data { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The variables for <c>${NAME}</c>; null for one that is not set. By default the environment of the process.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Variables that may override settings of processors: <c>DQX_Processors__page__to_emails__0</c>; others are left alone.
    /// By default the environment of the process.</summary>
    public IEnumerable<KeyValuePair<string, string>> EnvironmentOverrides { get; init; } = OfProcess();

    /// <summary>Whether a variable that is not set and has no default is a warning instead of an error, and stays as it is written: for
    /// looking at a file without its environment.</summary>
    public bool TreatUnsetVariablesAsWarnings { get; init; }

    private static IEnumerable<KeyValuePair<string, string>> OfProcess()
    {
        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
        {
            yield return new((string)variable.Key, (string?)variable.Value ?? "");
        }
    }
}
