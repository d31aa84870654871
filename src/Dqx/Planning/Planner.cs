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
        return Reuse(plan);
    }

    /// <summary>The last passes, also for a plan whose context has come to know what is settled.</summary>
    public static Plan Reuse(Plan plan)
    {
        plan = ReuseHistory.Apply(plan);
        plan = MeasureForLater.Apply(plan);
        return Fuse.Apply(plan);
    }

    /// <summary>The pass after them, for a plan whose context has come to know the partitions and what is stored of them.</summary>
    public static Plan Divide(Plan plan) => Passes.Divide.Apply(plan);
}
