using System.ComponentModel.DataAnnotations;

namespace Dqx.Extensions.Monitoring;

/// <summary>Validates <c>headers</c>: names and values that cannot change the rest of the request.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HeaderMapAttribute : ValidationAttribute
{
    /// <summary>Those that the protocol writes.</summary>
    private static readonly HashSet<string> s_own = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Content-Type", "Content-Length", "Content-Encoding", "Transfer-Encoding", "Connection", "Upgrade", "TE", "Trailer", "Expect",
    };

    /// <inheritdoc/>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var errors = ((IReadOnlyDictionary<string, string>?)value ?? new Dictionary<string, string>())
            .Select(header => Error(header.Key, header.Value)).OfType<string>().ToList();
        return errors.Count == 0 ? ValidationResult.Success : new ValidationResult(string.Join("; ", errors));
    }

    private static string? Error(string name, string value)
        => name.Length == 0 || !name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_') ? $"'{Text.Line(name, 60)}' is no name of a header: letters, digits, - and _ only"
            : s_own.Contains(name) ? $"{name} is written by the processor and cannot be set"
            : !value.All(character => character is >= ' ' and <= '~') ? $"the value of {name} holds a character that a header cannot hold"
            : null;
}
