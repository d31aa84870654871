using Dqx.Expressions;
using Dqx.Suites.Yaml;

namespace Dqx.Suites.Reading;

/// <summary>Reads an expectation; its errors stand under the word that is wrong.</summary>
internal static class ExpectationText
{
    /// <summary>Stands for an expectation that is wrong, so that the rest of the suite is still looked at.</summary>
    public static Expectation Unreadable { get; } = new(new Expression.Number(0), new Predicate.Collect(), Tolerance.Default);

    public static Expectation Read(YamlNode node, Place owner, string key, SuiteNames names, Findings findings)
    {
        if (node is not YamlScalar scalar)
        {
            findings.Error("DQX1109", node.Place, $"'{key}' is a text such as 'num_rows() > 0', not {node.Kind}; quote it as a whole.");
        }
        else if (scalar.IsNull)
        {
            findings.Error("DQX1109", owner, "Expected an expectation such as 'num_rows() > 0', found nothing.");
        }
        else if (FlowTrap.IsCut(scalar))
        {
            FlowTrap.Report(scalar, findings);
        }
        else if (CommentTrap.Check(scalar, isCode: true, findings))
        {
            return Parse(scalar, names, findings);
        }

        return Unreadable;
    }

    private static Expectation Parse(YamlScalar scalar, SuiteNames names, Findings findings)
    {
        if (Expectation.TryParse(scalar.Value, out var error, names.Tunables) is { } expectation)
        {
            return expectation;
        }

        findings.Error("DQX1201", scalar.At(error.Offset, error.Length), $"{error.Message}.");
        return Unreadable;
    }
}
