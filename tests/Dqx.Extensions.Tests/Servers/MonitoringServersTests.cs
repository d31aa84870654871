namespace Dqx.Extensions.Tests.Servers;

/// <summary>The tests that share the servers; they run one after another, so each may stop the Pushgateway if it starts it again.</summary>
[CollectionDefinition(Name)]
public sealed class MonitoringServersTests : ICollectionFixture<MonitoringServers>
{
    public const string Name = "Pushgateway and Prometheus";
}
