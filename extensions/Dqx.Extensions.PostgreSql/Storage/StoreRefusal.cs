using Npgsql;

namespace Dqx.Extensions.PostgreSql.Storage;

/// <summary>What a server refuses, as a sentence with what to do.</summary>
internal static class StoreRefusal
{
    /// <param name="refused">What Npgsql threw.</param>
    /// <param name="name">What was used, as the beginning of a sentence, without secrets.</param>
    /// <param name="done">What it cannot be: opened, read, written.</param>
    /// <param name="isReached">Whether the server had let us in.</param>
    public static DqxException Of(Exception refused, string name, string done, bool isReached) => refused switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } right => new DqxException(
            "DQX5306",
            $"{name} cannot be {done}: {right.MessageText}. Its user needs CREATE on the database where the schema is not there yet, or on the schema where its tables are not; "
                + "else USAGE on the schema, and SELECT on its tables to read, and INSERT, UPDATE and DELETE to write.",
            right),
        PostgresException told => new DqxException(isReached ? "DQX5303" : "DQX5302", $"{name} cannot be {done}: {told.MessageText} ({told.SqlState}).", told),
        _ => new DqxException(isReached ? "DQX5303" : "DQX5302", $"{name} cannot be {done}: {Chain(refused)}.", refused),
    };

    /// <summary>The message with its cause's, where it does not say that itself.</summary>
    private static string Chain(Exception refused)
    {
        var text = refused.Message.TrimEnd('.');
        return refused.InnerException is { Message: var cause } && !text.Contains(cause, StringComparison.Ordinal) ? $"{text}: {cause.TrimEnd('.')}" : text;
    }
}
