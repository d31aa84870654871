using System.Data.Common;
using System.Net.Sockets;

namespace Dqx.Scanning;

/// <summary>Engines explain themselves over several lines, and quote the statement below.</summary>
internal static class EngineMessage
{
    /// <summary>Classes of SQLSTATE that say nothing about a statement: the connection, resources, an operator or a time limit, the system.</summary>
    private static readonly string[] s_beyondStatements = ["08", "53", "57", "58"];

    /// <summary>The engine's own words; where a driver only says that it could not go on, also why.</summary>
    public static string Of(Exception refused)
        => refused.InnerException is IOException or SocketException or TimeoutException && !refused.Message.Contains(refused.InnerException.Message, StringComparison.Ordinal)
            ? $"{refused.Message.TrimEnd('.', ' ')}: {refused.InnerException.Message}"
            : refused.Message;

    /// <summary>Whether the failure is no fault of the statement, so that no part of it would fare better.</summary>
    public static bool IsBeyondStatement(DbException failure)
        => (failure.SqlState is { Length: 5 } state && s_beyondStatements.Contains(state[..2])) || failure.InnerException is IOException or SocketException or TimeoutException;

    /// <summary>What stands before the quotation, in one line and without a full stop.</summary>
    public static string FirstParagraph(string message)
        => message.ReplaceLineEndings("\n").Trim().Split("\n\n")[0].Replace("\n", " ", StringComparison.Ordinal).TrimEnd('.', ' ');
}
