namespace Dqx.Extensions.Tests.Servers;

/// <summary>The tests that share one PostgreSQL; they run one after another, so each may stop it if it starts it again.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresTests : ICollectionFixture<PostgresServer>
{
    public const string Name = "PostgreSQL";
}
