using Dqx.Composition.Trust;

namespace Dqx.Composition.Running;

/// <summary>The last stage before code is loaded: every extension that is going to be used is judged, once, and pinned to the bytes that were judged.</summary>
internal static class ExtensionTrust
{
    /// <summary>Judges, and returns what the operator should know.</summary>
    public static IEnumerable<Diagnostic> Apply(TrustPolicy policy, IEnumerable<ProcessorInstance> instances)
    {
        var findings = new List<Diagnostic>();
        foreach (var users in instances.Where(instance => instance.Broken is null).GroupBy(instance => instance.Selected.Extension.Candidate))
        {
            var extension = users.First().Selected.Extension;
            var decision = policy.Decide(extension);
            foreach (var instance in users)
            {
                if (decision.Rejection is { } rejection)
                {
                    instance.NoteRefused(rejection);
                }
                else
                {
                    instance.Activator.PinTo(decision.Copy?.File ?? extension.Candidate.File);
                }
            }

            if (decision.Rejection is { } refused)
            {
                findings.Add(refused.ToDiagnostic(extension.Candidate.Name, extension.Candidate.File));
            }
            else if (decision.Warning is { } warning)
            {
                findings.Add(warning);
            }
        }

        return findings;
    }
}
