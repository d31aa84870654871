using System.Data.Common;
using System.Security.Cryptography.X509Certificates;
using Dqx.Datasets;
using Dqx.Engines.Tests.Servers;
using Dqx.Extensions.ClickHouse;
using Dqx.Extensions.PostgreSql;

namespace Dqx.Engines.Tests.Protocol;

/// <summary>Servers whose certificates come from an authority of one's own: its certificate makes them trusted, and without it nothing is sent.</summary>
[Collection(EngineTests.Name)]
public sealed class TlsTests(Servers.Engines servers) : IDisposable
{
    private readonly Authority _authority = new();
    private readonly Authority _stranger = new();

    public void Dispose()
    {
        _authority.Dispose();
        _stranger.Dispose();
    }

    [Fact]
    public async Task ClickHouseIsTrustedByTheAuthorityThatTheUrlNames()
    {
        await using var relay = new Relay(servers.ClickHouse.HttpPort, certificate: _authority.Certificate);
        var (ip, name) = ($"https://127.0.0.1:{relay.Text}/default", $"https://localhost:{relay.Text}/default");

        (await ClickHouseAsync($"{ip}?sslrootcert={Uri.EscapeDataString(_authority.RootFile)}")).ShouldBe("1");

        (await Should.ThrowAsync<DbException>(() => ClickHouseAsync(ip))).Message
            .ShouldMatch($"^no answer from ClickHouse \\(127\\.0\\.0\\.1:{relay.Text}: The remote certificate is invalid .*; the certificate of its authority may be named in the url, \\?sslrootcert=FILE\\)$");
        (await Should.ThrowAsync<DbException>(() => ClickHouseAsync($"{ip}?sslrootcert={_stranger.RootFile}"))).Message.ShouldContain("The remote certificate is invalid");
        (await Should.ThrowAsync<DbException>(() => ClickHouseAsync($"{name}?sslrootcert={_authority.RootFile}"))).Message.ShouldContain("RemoteCertificateNameMismatch");
    }

    [Fact]
    public async Task PostgresIsTrustedByTheAuthorityThatTheUrlNames()
    {
        var url = servers.Postgres.Url("postgres");
        servers.Postgres.Sql($"COPY (SELECT unnest(string_to_array('{_authority.Certificate.ExportCertificatePem()}', E'\\n'))) TO PROGRAM 'cat > server.crt'");
        servers.Postgres.Sql($"COPY (SELECT unnest(string_to_array('{_authority.Certificate.GetECDsaPrivateKey()?.ExportPkcs8PrivateKeyPem()}', E'\\n'))) TO PROGRAM 'umask 077; cat > server.key'");
        await SwitchAsync("on");
        try
        {
            (await PostgresAsync($"{url}?sslmode=verify-full&sslrootcert={Uri.EscapeDataString(_authority.RootFile)}")).ShouldBe("t");
            (await PostgresAsync($"{url}?sslmode=require")).ShouldBe("t");
            (await PostgresAsync($"{url}?sslmode=disable")).ShouldBe("f");

            foreach (var untrusted in new[] { "?sslmode=verify-full", $"?sslmode=verify-ca&sslrootcert={_stranger.RootFile}" })
            {
                (await Should.ThrowAsync<DbException>(() => PostgresAsync(url + untrusted))).Message.ShouldMatch("certificate.*sslrootcert");
            }

            (await Should.ThrowAsync<DbException>(() => PostgresAsync($"{url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}?sslmode=verify-full&sslrootcert={_authority.RootFile}"))).Message
                .ShouldStartWith("the certificate that localhost shows is not for that name");
        }
        finally
        {
            // The other tests look into what is sent.
            await SwitchAsync("off");
        }
    }

    private async Task SwitchAsync(string ssl)
    {
        servers.Postgres.Sql($"ALTER SYSTEM SET ssl = {ssl}");
        servers.Postgres.Sql("SELECT pg_reload_conf()");
        await Eventually.TrueAsync(() => Task.FromResult(servers.Postgres.Sql("SHOW ssl") == ssl), () => $"ssl is not {ssl}: {servers.Postgres.Log}", TimeSpan.FromMinutes(1));
    }

    private static async Task<string?> ClickHouseAsync(string url)
    {
        using var source = new ClickHouseSource();
        var dataset = source.Create(new DatasetDefinition { Name = "d", Table = "t" }, new SourceDefinition { Name = "s", Kind = "clickhouse", Url = url, User = ClickHouse.User, Password = ClickHouse.Password });
        return await ScalarAsync(dataset, "SELECT 1");
    }

    private static Task<string?> PostgresAsync(string url)
        => ScalarAsync(new PostgresSource().Create(new DatasetDefinition { Name = "d", Table = "t" }, new SourceDefinition { Name = "s", Kind = "postgres", Url = url }), "SELECT CAST(CAST(ssl AS CHAR(1)) AS TEXT) FROM pg_stat_ssl WHERE pid = pg_backend_pid()");

    private static async Task<string?> ScalarAsync(IDataset dataset, string statement)
    {
        await using var connection = await dataset.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        return (await command.ExecuteScalarAsync())?.ToString();
    }
}
