using Dqx.DuckDb.Native;

namespace Dqx.DuckDb;

/// <summary>DuckDB's names of its types, as <c>typeof()</c> prints them.</summary>
internal static class TypeNames
{
    internal static string Of(DuckDbTypeId id) => id switch
    {
        DuckDbTypeId.TimestampS => "TIMESTAMP_S",
        DuckDbTypeId.TimestampMs => "TIMESTAMP_MS",
        DuckDbTypeId.TimestampNs => "TIMESTAMP_NS",
        DuckDbTypeId.TimestampTz => "TIMESTAMP WITH TIME ZONE",
        DuckDbTypeId.TimeTz => "TIME WITH TIME ZONE",
        DuckDbTypeId.TimeNs => "TIME_NS",
        DuckDbTypeId.SqlNull => "\"NULL\"",
        DuckDbTypeId.StringLiteral => "STRING_LITERAL",
        DuckDbTypeId.IntegerLiteral => "INTEGER_LITERAL",
        // The type of a parameter, before it has a value.
        DuckDbTypeId.Invalid => "UNKNOWN",
        _ => id.ToString().ToUpperInvariant(),
    };

    /// <summary>A member of a struct or union, quoted where DuckDB does.</summary>
    internal static string Member(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(static c => char.IsAsciiLetter(c) || char.IsAsciiDigit(c) || c == '_')
            ? name
            : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
