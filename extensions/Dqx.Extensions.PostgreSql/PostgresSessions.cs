using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Security.Authentication;
using System.Text.RegularExpressions;
using Dqx.Datasets;
using Npgsql;

namespace Dqx.Extensions.PostgreSql;

/// <summary>A PostgreSQL server as a suite's source names it. Immutable.</summary>
/// <param name="ConnectionString">How to reach it. Holds the password.</param>
/// <param name="Settings">Settings of the server for every session, by name.</param>
internal sealed partial record PostgresSessions(string ConnectionString, ImmutableSortedDictionary<string, string> Settings)
{
    private const string StatementTimeout = "statement_timeout";

    /// <summary>How long a statement may take where the suite does not say so.</summary>
    private const string DefaultTimeout = "1h";

    /// <summary>What DQX sets itself: dates as it reads them, and nothing that writes.</summary>
    private static readonly string[] s_taken = ["default_transaction_read_only", "transaction_read_only", "timezone", "datestyle", "client_encoding", "standard_conforming_strings"];

    /// <exception cref="DqxException">The source's url or settings are none (DQX5102).</exception>
    public static PostgresSessions Of(SourceDefinition source)
    {
        if (source.Settings.Keys.FirstOrDefault(key => s_taken.Contains(key, StringComparer.OrdinalIgnoreCase)) is { } taken)
        {
            throw Wrong(source, $"has the setting '{taken}', which DQX itself sets; leave it out{(taken.Equals("timezone", StringComparison.OrdinalIgnoreCase) ? " and write 'timezone' at the dataset" : "")}");
        }

        var settings = source.Settings.ContainsKey(StatementTimeout) ? source.Settings : source.Settings.Add(StatementTimeout, DefaultTimeout);
        var connection = PostgresUrl.Read(source.Url, source.User, source.Password, message => Wrong(source, message));
        var limit = Duration(settings[StatementTimeout]) ?? throw Wrong(source, $"has the {StatementTimeout} '{settings[StatementTimeout]}', which is no duration; write one such as 30s or 5min, or 0 for none");
        // The server stops a statement itself; the client only gives up a server that says nothing any more.
        connection.CommandTimeout = limit == TimeSpan.Zero ? 0 : (int)Math.Min(limit.TotalSeconds + 30, int.MaxValue / 1000);
        return new PostgresSessions(connection.ConnectionString, settings);
    }

    /// <summary>Opens a session whose transactions only read.</summary>
    /// <exception cref="NpgsqlException">The server refuses, or cannot be reached.</exception>
    public async ValueTask<DbConnection> OpenAsync(string timeZone, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            (string Name, string Value)[] session =
            [
                .. Settings.Select(setting => (setting.Key, setting.Value)),
                ("timezone", timeZone), ("datestyle", "ISO, YMD"), ("standard_conforming_strings", "on"), ("default_transaction_read_only", "on"),
            ];
            command.CommandText = "SELECT " + string.Join(", ", session.Select((_, index) => string.Create(CultureInfo.InvariantCulture, $"set_config(${(index * 2) + 1}, ${(index * 2) + 2}, false)")));
            foreach (var (name, value) in session)
            {
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch (NpgsqlException failed) when (failed.InnerException is AuthenticationException)
        {
            await connection.DisposeAsync();
            // The driver only says that the handshake failed.
            throw new NpgsqlException($"the certificate that {this} shows is not for that name, or comes from no trusted authority; an authority's own may be named in the url, sslrootcert=FILE ({failed.InnerException.Message.TrimEnd('.')})", failed);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override string ToString() => new NpgsqlConnectionStringBuilder(ConnectionString).Host ?? "";

    /// <summary>A duration as PostgreSQL writes it, milliseconds without a unit; null when it is none.</summary>
    private static TimeSpan? Duration(string text)
    {
        if (Form().Match(text) is not { Success: true } match || !int.TryParse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        return match.Groups["unit"].Value switch
        {
            "s" => TimeSpan.FromSeconds(number),
            "min" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            "d" => TimeSpan.FromDays(number),
            _ => TimeSpan.FromMilliseconds(number),
        };
    }

    private static DqxException Wrong(SourceDefinition source, string message) => new("DQX5102", $"The source '{source.Name}' {message}.");

    [GeneratedRegex(@"^\s*(?<number>[0-9]{1,9})\s*(?<unit>ms|s|min|h|d)?\s*\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
