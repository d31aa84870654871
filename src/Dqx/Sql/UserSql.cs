namespace Dqx.Sql;

/// <summary>Pieces of SQL that users write.</summary>
/// <remarks>
/// A piece is prepared alone first, in one pair of parentheses; in a statement it stands in two. A piece that leaves one pair
/// (<c>a) OR (b</c>) is still held by the second, and one that leaves two does not pass the preparation.
/// The newline ends a comment that the piece may end with.
/// </remarks>
internal static class UserSql
{
    public static string Alone(string piece) => $"({piece}\n)";

    public static string Contained(string piece) => $"(({piece}\n))";
}
