using System.Collections.Immutable;

namespace Dqx.Composition.Running;

/// <summary>
/// A run that shares no array and no record with its original. What is immutable can still be written to: the array behind an
/// ImmutableArray is public (<c>ImmutableCollectionsMarshal</c>), and reflection calls <c>init</c> accessors.
/// </summary>
internal static class RunCopy
{
    public static SuiteRun Of(SuiteRun run) => run with
    {
        Key = run.Key with { },
        Datasets = [.. run.Datasets],
        Results = Copy(run.Results, static result => result with { Profiles = [.. result.Profiles], Symbols = [.. result.Symbols], Tags = [.. result.Tags] }),
        Symbols = Copy(run.Symbols, static symbol => symbol with { }),
        Diagnostics = Copy(run.Diagnostics, static diagnostic => diagnostic with { }),
    };

    private static ImmutableArray<T> Copy<T>(ImmutableArray<T> items, Func<T, T> copy)
    {
        var copies = ImmutableArray.CreateBuilder<T>(items.Length);
        foreach (var item in items)
        {
            copies.Add(copy(item));
        }

        return copies.MoveToImmutable();
    }
}
