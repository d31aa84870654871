namespace Dqx.Suites.Yaml;

/// <summary>A piece of a source.</summary>
/// <param name="Source">The source.</param>
/// <param name="Start">The 0-based index of the first character.</param>
/// <param name="Length">How many characters; 0 for a place between two.</param>
internal readonly record struct Place(SourceText Source, int Start, int Length)
{
    /// <summary><c>file:line:column</c>, or the name of a setting that is in no file.</summary>
    public override string ToString()
    {
        var (line, column) = Source.Position(Start);
        return Source.IsFile ? FormattableString.Invariant($"{Source.Name}:{line}:{column}") : Source.Name;
    }
}
