using System.ComponentModel.DataAnnotations;

namespace Dqx.Extensions.Webhooks;

/// <summary>Validates <c>headers</c>: names and values that cannot change the rest of the request.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HeaderMapAttribute : ValidationAttribute
{
    /// <summary>Those that the processor and the protocol write.</summary>
    private static readonly HashSet<string> s_own = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Content-Type", "Content-Length", "Content-Encoding", "Transfer-Encoding", "Connection", "Upgrade", "TE", "Trailer", "Expect",
        "Idempotency-Key", "Dqx-Signature", "Dqx-Notification",
    };

    /// <inheritdoc/>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var errors = ((IReadOnlyDictionary<string, string>?)value ?? new Dictionary<string, string>())
            .Select(header => Error(header.Key, header.Value)).OfType<string>().ToList();
        return errors.Count == 0 ? ValidationResult.Success : new ValidationResult(string.Join("; ", errors));
    }

    private static string? Error(string name, string value)
        => name.Length == 0 || !name.All(IsNameCharacter) ? $"'{Text.Line(name, 60)}' is no name of a header: letters, digits and - only"
            : s_own.Contains(name) ? $"{name} is written by the processor and cannot be set"
            : !value.All(IsValueCharacter) ? $"the value of {name} holds a line break or another character that a header cannot hold"
            : null;

    private static bool IsNameCharacter(char character) => char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal);

    /// <summary>Printable ASCII and tabs: what every receiver reads the same way.</summary>
    private static bool IsValueCharacter(char character) => character is '\t' or (>= ' ' and <= '~');
}
