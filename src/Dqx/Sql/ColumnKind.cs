namespace Dqx.Sql;

/// <summary>What a column holds, whatever an engine calls its type.</summary>
public enum ColumnKind
{
    /// <summary>Something that no metric but the counts can use.</summary>
    Other,

    /// <summary>Nothing but NULL: a column without a type.</summary>
    Null,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>Exact numbers with a fraction.</summary>
    Decimal,

    /// <summary>Binary floating-point numbers.</summary>
    Floating,

    /// <summary>Texts.</summary>
    Text,

    /// <summary>Days.</summary>
    Date,

    /// <summary>Days with a time, taken as written.</summary>
    Timestamp,

    /// <summary>Points in time.</summary>
    TimestampWithZone,

    /// <summary>Lists of values.</summary>
    List,

    /// <summary>Maps from keys to values.</summary>
    Map,
}
