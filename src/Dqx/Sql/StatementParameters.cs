using System.Collections.Immutable;

namespace Dqx.Sql;

/// <summary>The values of one statement, in the order of their ordinals. Equal values share one.</summary>
internal sealed class StatementParameters
{
    private readonly OrderedDictionary<object, int> _ordinals = [];

    public ImmutableArray<object> Values => [.. _ordinals.Keys];

    /// <summary>The ordinal of the value, from 1.</summary>
    public int Add(object value)
    {
        if (!_ordinals.TryGetValue(value, out var ordinal))
        {
            _ordinals.Add(value, ordinal = _ordinals.Count + 1);
        }

        return ordinal;
    }
}
