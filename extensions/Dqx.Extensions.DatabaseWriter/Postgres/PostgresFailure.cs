using System.Globalization;
using System.Security.Authentication;
using Dqx.Extensions.DatabaseWriter.Tables;
using Npgsql;

namespace Dqx.Extensions.DatabaseWriter.Postgres;

/// <summary>Says what a failure of the server or of the way to it means and what to do about it.</summary>
/// <param name="name">How the database is called in messages.</param>
/// <param name="redact">Takes secrets out of what the server says, which may hold a user's name.</param>
/// <param name="tables">The tables.</param>
/// <param name="lockSeconds">How long a lock was waited for.</param>
internal sealed class PostgresFailure(string name, Func<string, string> redact, RunTables tables, int lockSeconds)
{
    /// <summary>The explanation. It does not keep the cause, whose text is not redacted.</summary>
    public DqxException Explain(Exception failure)
    {
        var (id, text) = failure switch
        {
            PostgresException refused => Explain(refused.SqlState),
            _ when Causes(failure).OfType<AuthenticationException>().Any() =>
                ("DQX6108", "a secure connection cannot be made: the certificate of the server is not valid, or not trusted. Make its issuer trusted, or name it by sslrootcert."),
            _ when Causes(failure).OfType<PostgresException>().FirstOrDefault() is { } inner => Explain(inner.SqlState),
            _ => ("DQX6106", "the server cannot be reached, or the connection broke. The run is tried again later."),
        };
        return new DqxException(id, redact($"{name}: {text} ({Said(failure)})"));
    }

    /// <summary>By the codes of PostgreSQL's appendix A, whose first two letters are a class.</summary>
    private (string Id, string Text) Explain(string code) => code switch
    {
        "55P03" => ("DQX6102", string.Create(CultureInfo.InvariantCulture, $"a lock was held by others for {lockSeconds} s. The run is tried again later.")),
        "40P01" or "57014" => ("DQX6102", "the server ended the write in favour of others, or by its statement_timeout. The run is tried again later."),
        "53100" => ("DQX6103", "the disk of the server is full. Make room; the run is tried again later."),
        "28000" or "28P01" or "3D000" or "42501" or "25006" or "3F000" =>
            ("DQX6107", "the server refuses the login, the database, or to write there. Correct database_url, or grant the user CREATE on the schema once and INSERT and SELECT on the tables."),
        ['4', '2' or '3' or '4', ..] or ['2', '2' or '3', ..] or ['0', 'A', ..] =>
            ("DQX6105", $"{tables.Runs.Name}, {tables.Results.Name} or {tables.Symbols.Name} is not as db_writer makes it. Use another table_prefix."),
        ['0', '8', ..] or ['5', '3' or '7', ..] => ("DQX6106", "the server does not take the run now. It is tried again later."),
        _ => ("DQX6101", "the server could not write the run."),
    };

    private static string Said(Exception failure)
        => string.Join(": ", Causes(failure).Select(cause => cause is PostgresException refused ? $"{refused.SqlState}: {refused.MessageText}" : cause.Message).Distinct(StringComparer.Ordinal));

    private static IEnumerable<Exception> Causes(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
