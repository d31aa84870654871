using Dqx.Expressions;

namespace Dqx.Checks;

/// <summary>Collects the rules of a profile in code.</summary>
public sealed class ProfileBuilder
{
    private readonly List<ProfileRule> _rules = [];

    internal ProfileBuilder()
    {
    }

    /// <summary>Changes the assertions of a check.</summary>
    /// <param name="check">The check's name.</param>
    /// <param name="disable">Whether they are skipped.</param>
    /// <param name="severity">Their severity; null to leave it.</param>
    /// <param name="multiplyValue">By what their values are multiplied before they are compared; null to leave them.</param>
    /// <param name="expect">What is expected instead; null to leave it.</param>
    /// <returns>This builder.</returns>
    public ProfileBuilder ForCheck(string check, bool disable = false, Severity? severity = null, double? multiplyValue = null, Expectation? expect = null)
        => Add(new ProfileRule { Check = check?.Trim() ?? "", Disable = disable, Severity = severity, MultiplyValue = multiplyValue, Expectation = expect });

    /// <summary>Changes one assertion.</summary>
    /// <param name="check">The check's name.</param>
    /// <param name="assertion">The assertion's name.</param>
    /// <param name="disable">Whether it is skipped.</param>
    /// <param name="severity">Its severity; null to leave it.</param>
    /// <param name="multiplyValue">By what its value is multiplied before it is compared; null to leave it.</param>
    /// <param name="expect">What is expected instead; null to leave it.</param>
    /// <returns>This builder.</returns>
    public ProfileBuilder ForAssertion(string check, string assertion, bool disable = false, Severity? severity = null, double? multiplyValue = null, Expectation? expect = null)
        => Add(new ProfileRule { Check = check?.Trim() ?? "", Assertion = assertion?.Trim() ?? "", Disable = disable, Severity = severity, MultiplyValue = multiplyValue, Expectation = expect });

    /// <summary>Changes the assertions that have a tag, or whose check has it.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="disable">Whether they are skipped.</param>
    /// <param name="severity">Their severity; null to leave it.</param>
    /// <param name="multiplyValue">By what their values are multiplied before they are compared; null to leave them.</param>
    /// <param name="expect">What is expected instead; null to leave it.</param>
    /// <returns>This builder.</returns>
    public ProfileBuilder ForTag(string tag, bool disable = false, Severity? severity = null, double? multiplyValue = null, Expectation? expect = null)
        => Add(new ProfileRule { Tag = tag?.Trim() ?? "", Disable = disable, Severity = severity, MultiplyValue = multiplyValue, Expectation = expect });

    internal Profile Build(string name, DateOnly? start, DateOnly? end) => new() { Name = name?.Trim() ?? "", Start = start, End = end, Rules = [.. _rules] };

    private ProfileBuilder Add(ProfileRule rule)
    {
        _rules.Add(rule);
        return this;
    }
}
