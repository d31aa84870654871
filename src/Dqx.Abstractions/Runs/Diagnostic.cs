namespace Dqx;

/// <summary>A finding that is told to the user, with an id that the diagnostics page explains.</summary>
public sealed record Diagnostic
{
    /// <summary><c>DQX</c> and four digits.</summary>
    public required string Id { get; init; }

    /// <summary>The weight.</summary>
    public required DiagnosticSeverity Severity { get; init; }

    /// <summary>What is wrong and what to do; one line, never a secret.</summary>
    public required string Message { get; init; }

    /// <summary>The file that it is about; null when it is about none.</summary>
    public string? File { get; init; }

    /// <summary>1-based line in <see cref="File"/>; null when unknown.</summary>
    public int? Line { get; init; }

    /// <summary>1-based column, counted in characters; null when unknown.</summary>
    public int? Column { get; init; }

    /// <summary>As compilers write it: <c>file:line:column: error DQX2101: message</c>, leaving out what is unknown.</summary>
    public override string ToString()
    {
        var place = (File, Line, Column) switch
        {
            (null, _, _) => "",
            (var file, null, _) => $"{file}: ",
            (var file, var line, null) => FormattableString.Invariant($"{file}:{line}: "),
            var (file, line, column) => FormattableString.Invariant($"{file}:{line}:{column}: "),
        };
        return $"{place}{WireNames.Of(Severity)} {Id}: {Message}";
    }
}
