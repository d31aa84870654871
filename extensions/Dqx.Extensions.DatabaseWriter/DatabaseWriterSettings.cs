using System.ComponentModel.DataAnnotations;

namespace Dqx.Extensions.DatabaseWriter;

/// <summary>The settings of <c>db_writer</c>, in snake_case.</summary>
internal sealed class DatabaseWriterSettings
{
    /// <summary><c>sqlite:PATH</c>, relative to the suite file, or <c>postgres://USER:PASSWORD@HOST:PORT/DATABASE</c>. Never shown.</summary>
    [Secret]
    [DatabaseUrl]
    public required string DatabaseUrl { get; set; }

    /// <summary>What the names of the tables begin with. SQLite keeps names that begin with <c>sqlite_</c> to itself.</summary>
    [RegularExpression(
        "(?![sS][qQ][lL][iI][tT][eE]_)[A-Za-z_][A-Za-z0-9_]*",
        ErrorMessage = "must be letters, digits and _, not beginning with a digit or with sqlite_")]
    [StringLength(40, ErrorMessage = "must be at most 40 characters long")]
    public string TablePrefix { get; set; } = "dqx_";

    /// <summary>How many rows are written between two looks at the time limit.</summary>
    [Range(1, 1_000_000, ErrorMessage = "must be from 1 to 1000000")]
    public int BatchSize { get; set; } = 1000;
}
