namespace Dqx.Sql;

/// <summary>The data has another shape than a metric needs. Caught by <see cref="Metrics.MetricCompiler"/>, never seen outside.</summary>
/// <param name="message">What does not fit.</param>
/// <param name="column">The column whose type does not fit, if it exists: it may still hold nothing but NULL.</param>
internal sealed class SchemaException(string message, Column? column = null) : Exception(message)
{
    public Column? Column { get; } = column;
}
