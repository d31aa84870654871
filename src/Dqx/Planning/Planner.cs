using System.Collections.Immutable;
using Dqx.Planning.Passes;

namespace Dqx.Planning;

/// <summary>Plans a run by pure passes, in order.</summary>
internal static class Planner
{
    /// <param name="suite">A valid suite.</param>
    /// <param name="datasets">The datasets of the run.</param>
    /// <param name="key">The date and tags of the run.</param>
    public static Plan Plan(VerificationSuite suite, ImmutableArray<string> datasets, ResultKey key)
    {
        var plan = Resolve.Apply(suite, datasets, key);
        plan = Deduplicate.Apply(plan);
        return Fuse.Apply(plan);
    }
}
