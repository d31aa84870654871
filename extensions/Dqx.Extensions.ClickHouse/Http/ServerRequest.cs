using System.Collections.Immutable;
using System.Text;

namespace Dqx.Extensions.ClickHouse.Http;

/// <summary>A statement as it is sent to whichever replica answers.</summary>
/// <param name="Text">The SQL.</param>
/// <param name="Parameters">Parameters of the interface besides the user's settings: settings of DQX, values, the statement's id.</param>
/// <param name="WithSettings">Whether the user's settings are sent.</param>
internal sealed record ServerRequest(string Text, ImmutableArray<(string Name, string Value)> Parameters, bool WithSettings)
{
    /// <summary>A statement that asks the server about itself, or tells it to stop.</summary>
    public static ServerRequest Bare(string text) => new(text, [], WithSettings: false);

    /// <summary>The message. User and password stand in headers: addresses get into logs.</summary>
    public HttpRequestMessage To(Uri replica, ServerAddress address)
    {
        var query = new StringBuilder("?default_format=").Append(WithSettings ? "TabSeparatedWithNamesAndTypes" : "TabSeparated");
        // The server answers when the statement has ended, so a failure in its middle is an answer, too, and not a part of the rows.
        Append("wait_end_of_query", "1");
        if (address.Database is { } database)
        {
            Append("database", database);
        }

        foreach (var (name, value) in Parameters)
        {
            Append(name, value);
        }

        if (WithSettings)
        {
            foreach (var (name, value) in address.Settings)
            {
                Append(name, value);
            }
        }

        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(replica, query.ToString())) { Content = new StringContent(Text, Encoding.UTF8, "text/plain") };
        if (address.User is { } user)
        {
            message.Headers.TryAddWithoutValidation("X-ClickHouse-User", user);
        }

        if (address.Password is { } password)
        {
            message.Headers.TryAddWithoutValidation("X-ClickHouse-Key", password);
        }

        return message;

        void Append(string name, string value) => query.Append('&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
    }
}
