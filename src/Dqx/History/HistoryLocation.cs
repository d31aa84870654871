namespace Dqx.History;

/// <summary>Where a history and its delivery journal are.</summary>
/// <param name="Url">The URL. May hold secrets.</param>
public sealed record HistoryLocation(string Url)
{
    /// <summary>Whether nothing is changed there: nothing is written, nothing is made, and what an older version made stays as it is.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>The part of the URL before <c>://</c>, in lower case; empty when there is none.</summary>
    public string Scheme => Url.IndexOf("://", StringComparison.Ordinal) is > 0 and var end ? Url[..end].ToLowerInvariant() : "";

    /// <summary>The URL without user, password and parameters, any of which may be secret.</summary>
    public override string ToString()
        => Uri.TryCreate(Url, UriKind.Absolute, out var url) && url.Host.Length > 0 ? $"{Scheme}://{url.GetComponents(UriComponents.HostAndPort | UriComponents.Path, UriFormat.SafeUnescaped)}"
            : $"{Scheme}://…";
}
