namespace Dqx.Extensions.ClickHouse.Ado;

/// <summary>The members of ADO.NET that would hold a thread until the server answers.</summary>
internal static class Synchronous
{
    public static NotSupportedException Refused(string instead) => new($"An answer of ClickHouse comes over HTTP and is awaited: use {instead}.");
}
