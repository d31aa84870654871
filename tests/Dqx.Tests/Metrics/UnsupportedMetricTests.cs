using System.Collections.Immutable;
using Dqx.Metrics;
using Dqx.Sql;

namespace Dqx.Tests.Metrics;

/// <summary>What an engine cannot measure is said before anything is read, with the engine's reason.</summary>
public sealed class UnsupportedMetricTests
{
    private static readonly DatasetSchema s_schema = new("data", [new Column("c", "INTEGER", ColumnKind.Integer)]);

    [Fact]
    public void AMetricThatTheDialectListsFailsWithItsReason()
        => Compile(new Variance("c")).ShouldBeOfType<CompiledMetric.Impossible>().Failure
            .ShouldBe(new MetricValue.Failure(ErrorKind.Schema, "variance cannot be measured by poor: it has no square"));

    [Fact]
    public void TheOthersAreMeasured() => Compile(new Sum("c")).ShouldBeOfType<CompiledMetric.Sql>();

    private static CompiledMetric Compile(Metric metric) => MetricCompiler.Compile(metric, new PoorDialect(), s_schema, new StatementParameters());

    private sealed class PoorDialect : SqlDialect
    {
        public override string Name => "poor";

        public override ImmutableSortedDictionary<string, string> Unsupported { get; } = ImmutableSortedDictionary<string, string>.Empty.Add("variance", "it has no square");

        public override ColumnKind KindOf(string typeName) => ColumnKind.Integer;

        protected override string TextDay(string operand) => operand;
    }
}
