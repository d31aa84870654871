using Dqx.Extensions.PostgreSql.History;
using Dqx.Extensions.Tests.Servers;
using Dqx.History;
using Dqx.Tests.Support.Stores;

namespace Dqx.Extensions.Tests.PostgreSql;

/// <summary>What every history does, in a real PostgreSQL.</summary>
[Collection(PostgresTests.Name)]
public sealed class HistoryTests(PostgresServer server) : HistoryConformance
{
    private readonly SomeSchema _schema = new(server);

    protected override string NewerId => "DQX5304";

    protected override IMetricHistory Open(bool isReadOnly = false) => new PostgresHistory().OpenHistory(_schema.Location(isReadOnly));

    protected override bool Exists() => _schema.Exists();

    protected override long CountValues() => _schema.Scalar("SELECT count(*) FROM dqx.history_values") as long? ?? -1;

    protected override void SetVersion(int version) => _schema.Scalar("UPDATE dqx.versions SET version = $1 WHERE part = 'history'", version);
}
