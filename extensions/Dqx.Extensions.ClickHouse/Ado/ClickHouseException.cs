using System.Data.Common;

namespace Dqx.Extensions.ClickHouse;

/// <summary>ClickHouse refused, failed, or could not be reached.</summary>
internal sealed class ClickHouseException(string message, int code, bool isFatal, Exception? inner = null) : DbException(message, inner)
{
    /// <summary>The server's code; 0 when it did not speak.</summary>
    public int Code => code;

    /// <summary>Whether no other statement on this connection would fare better.</summary>
    public bool IsFatal => isFatal;

    /// <summary>Standard SQL's word for that: an exception of the connection.</summary>
    public override string? SqlState => isFatal ? "08000" : null;
}
