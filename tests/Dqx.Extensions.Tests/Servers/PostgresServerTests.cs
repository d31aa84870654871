namespace Dqx.Extensions.Tests.Servers;

[Collection(PostgresTests.Name)]
public sealed class PostgresServerTests(PostgresServer server)
{
    [Fact]
    public async Task WhatIsCommittedOutlivesAKill()
    {
        var database = server.NewDatabase();
        server.Sql("CREATE TABLE t(x int); INSERT INTO t VALUES (1), (2)", database);
        var port = server.Port;

        server.Kill();
        Should.Throw<InvalidOperationException>(() => server.Sql("SELECT 1", database));
        await server.StartAsync();

        server.Port.ShouldBe(port);
        server.Sql("SELECT x, x + 1 FROM t ORDER BY x", database).ShouldBe("1|2\n2|3");
        server.Log.ShouldContain("not properly shut down");
    }

    [Fact]
    public async Task AStoppedServerComesBack()
    {
        server.Stop();
        await server.StartAsync();

        server.Sql("SHOW server_version_num").ShouldStartWith("1");
    }
}
