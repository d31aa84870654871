using Dqx.Planning.Passes;

namespace Dqx.Planning;

/// <summary>Plans a run by pure passes, in order.</summary>
internal static class Planner
{
    /// <param name="suite">A valid suite.</param>
    /// <param name="context">What the plan depends on besides the suite.</param>
    public static Plan Plan(VerificationSuite suite, PlanningContext context)
    {
        var plan = Adjust.Apply(suite, context);
        plan = Resolve.Apply(plan);
        plan = Expand.Apply(plan);
        plan = Deduplicate.Apply(plan);
        plan = ReuseHistory.Apply(plan);
        return Fuse.Apply(plan);
    }
}
