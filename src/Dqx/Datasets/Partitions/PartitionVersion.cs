using System.Text.Json;
using Dqx.Suites;

namespace Dqx.Datasets;

/// <summary>The version that an author gives to a partition, together with what it was given to: another table is another version.</summary>
internal static class PartitionVersion
{
    public static string Of(string version, SuiteDataset data)
    {
        var (definition, source) = data;
        return Digest.Of(
        [
            version, definition.Path, definition.Table, definition.Query, definition.Options.ValueKind is JsonValueKind.Undefined ? null : definition.Options.GetRawText(),
            source.Name, source.Kind, source.Path, Server(source.Url), .. source.Settings.Select(setting => $"{setting.Key}={setting.Value}"),
        ]);
    }

    /// <summary>Without who logs in: a new password changes no row.</summary>
    private static string? Server(string? url)
        => url is not null && Uri.TryCreate(url, UriKind.Absolute, out var server) ? server.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : url;
}
