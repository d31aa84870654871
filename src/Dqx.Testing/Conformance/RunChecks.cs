using Dqx.Testing.Hosting;

namespace Dqx.Testing.Conformance;

/// <summary>What a processor does with runs: the usual and the hostile ones, one twice, and with a token that is cancelled.</summary>
internal sealed class RunChecks(string processor, ConformanceOptions options, ConformanceFindings findings)
{
    /// <summary>Long enough to be in the middle of something.</summary>
    private static readonly TimeSpan s_middle = TimeSpan.FromMilliseconds(20);

    public async Task CheckAsync(Pipeline pipeline, CancellationToken cancellationToken)
    {
        foreach (var sample in options.Runs)
        {
            findings.Looked($"{processor} takes the run '{sample.Name}'");
            var (report, _) = await pipeline.HandAsync(sample.Run, cancellationToken);
            Expect(report, "DQX2414", $"does not take the sample run '{sample.Name}'");
        }

        if (pipeline.Metadata.Idempotent)
        {
            findings.Looked($"{processor} takes a run again under the same idempotency key");
            var (report, _) = await pipeline.HandAsync(options.Runs.Count > 0 ? options.Runs[0].Run : SampleRuns.Passing, cancellationToken);
            Expect(report, "DQX2416", "says that it is idempotent, and fails when it is handed the same run again");
        }

        await CancelAsync(pipeline, TimeSpan.Zero, "before it is called", cancellationToken);
        await CancelAsync(pipeline, s_middle, "in the middle of a large run", cancellationToken);
    }

    private void Expect(ProcessorReport report, string id, string what)
    {
        if (report.Status != ProcessorStatus.Succeeded)
        {
            findings.Error(id, $"{processor} {what}: {report.Error} ({report.Diagnostic})");
        }
    }

    private async Task CancelAsync(Pipeline pipeline, TimeSpan after, string when, CancellationToken cancellationToken)
    {
        findings.Looked($"{processor} honours a token that is cancelled {when}");
        if (pipeline.Recorder is not { Inner: { } subject })
        {
            return;
        }

        // A run of its own, so that what is left of it is told apart from the others.
        var run = SampleRuns.Large with { RunId = Guid.CreateVersion7() };
        var context = new ProcessorContext { Instance = processor, IdempotencyKey = $"{run.RunId}/{processor}" };
        using var source = new CancellationTokenSource();
        if (after == TimeSpan.Zero)
        {
            await source.CancelAsync();
        }
        else
        {
            source.CancelAfter(after);
        }

        // On a thread of the pool: a processor that does not heed its token would hold this one.
        var call = Task.Run(() => subject.ProcessAsync(run, context, source.Token).AsTask(), CancellationToken.None);
        var limit = Task.Delay(after + options.CancellationPatience, cancellationToken);
        if (await Task.WhenAny(call, limit) != call)
        {
            cancellationToken.ThrowIfCancellationRequested();
            findings.Error("DQX2415", FormattableString.Invariant($"{processor} has not come back {options.CancellationPatience.TotalSeconds:0.#} s after its token was cancelled {when}. Pass the token on to everything that waits."));
        }
        else if (call.Exception?.InnerException is { } thrown and not OperationCanceledException)
        {
            findings.Warning("DQX2415", $"{processor} answers a token that is cancelled {when} with {thrown.GetType().Name}. Let the OperationCanceledException out.");
        }
    }
}
