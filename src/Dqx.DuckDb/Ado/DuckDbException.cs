using System.Data.Common;

namespace Dqx.DuckDb;

/// <summary>DuckDB refused or failed. The message is DuckDB's own text, whole.</summary>
public sealed class DuckDbException : DbException
{
    private const string Separator = " Error: ";

    private DuckDbException(string message, string errorType)
        : base(message)
    {
        ErrorType = errorType;
    }

    /// <summary>DuckDB's kind of error, as its text begins: <c>Binder</c>, <c>Catalog</c>, <c>Conversion</c>, <c>Out of Range</c>,
    /// <c>Parser</c>, <c>IO</c>, <c>INTERRUPT</c> and so on; empty when the text names none.</summary>
    public string ErrorType { get; }

    /// <summary>Whether the statement was stopped from outside.</summary>
    internal bool IsInterrupt => ErrorType == "INTERRUPT";

    internal static DuckDbException FromText(string? text)
    {
        text ??= "DuckDB failed without saying why.";
        var end = text.IndexOf(Separator, StringComparison.Ordinal);
        return new DuckDbException(text, end > 0 && !text.AsSpan(0, end).Contains('\n') ? text[..end] : "");
    }
}
