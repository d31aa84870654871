using System.Data.Common;
using Dqx.History;

namespace Dqx.Running;

/// <summary>Stores what a run measured. A history that fails takes nothing from the run, which says so.</summary>
internal static class HistoryKeeping
{
    /// <param name="history">Where to.</param>
    /// <param name="suite">The suite, whose zone tells which day it is.</param>
    /// <param name="batch">The values.</param>
    /// <param name="before">How many of the run are stored already.</param>
    /// <param name="runDate">The date of the run.</param>
    /// <param name="retentionDays">How many days values are kept; null for ever.</param>
    /// <param name="cancellationToken">Gives up before the values are stored.</param>
    /// <returns>What became of it.</returns>
    public static async Task<Diagnostic> SaveAsync(
        IMetricHistory history, VerificationSuite suite, HistoryBatch batch, int before, DateOnly runDate, int? retentionDays, CancellationToken cancellationToken)
    {
        try
        {
            await history.SaveAsync(batch, cancellationToken);
        }
        catch (Exception refused) when (IsRefusal(refused))
        {
            return Finding("DQX3203", DiagnosticSeverity.Error, $"The values of this run are not stored, so later runs cannot compare with them: {Sentence(refused.Message)}");
        }

        var count = before + batch.Values.Count;
        var stored = FormattableString.Invariant($"{Count(count)} of this run {(count == 1 ? "is" : "are")} stored in the history");
        if (retentionDays is not { } days)
        {
            return Finding("DQX3204", DiagnosticSeverity.Info, $"{stored}.");
        }

        var today = suite.DateOf(batch.CreatedAt);
        // A run for a day of long ago keeps what it has just stored, and what it needs for its own lags.
        var oldest = (runDate < today ? runDate : today).AddDays(-days);
        try
        {
            var deleted = await history.DeleteBeforeAsync(suite.Name, oldest, cancellationToken);
            return Finding("DQX3204", DiagnosticSeverity.Info, FormattableString.Invariant($"{stored}; {Count(deleted)} from before {oldest:yyyy-MM-dd} deleted."));
        }
        catch (Exception refused) when (IsRefusal(refused))
        {
            return Finding("DQX3205", DiagnosticSeverity.Warning, FormattableString.Invariant($"{stored}, but the values from before {oldest:yyyy-MM-dd} could not be deleted: {Sentence(refused.Message)}"));
        }
    }

    /// <summary>What histories fail with; everything else is a fault.</summary>
    public static bool IsRefusal(Exception failure) => failure is DqxException or DbException or IOException or UnauthorizedAccessException;

    private static string Count(int count) => FormattableString.Invariant($"{count} {(count == 1 ? "value" : "values")}");

    private static string Sentence(string message) => $"{message.ReplaceLineEndings(" ").TrimEnd('.', ' ')}.";

    private static Diagnostic Finding(string id, DiagnosticSeverity severity, string message) => new() { Id = id, Severity = severity, Message = message };
}
