using System.ComponentModel.DataAnnotations;
using Dqx.Extensions.Monitoring.Metrics;

namespace Dqx.Extensions.Monitoring;

/// <summary>Validates <c>default_labels</c>: names that Prometheus knows, and none that the processor writes.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LabelMapAttribute : ValidationAttribute
{
    /// <inheritdoc/>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var errors = ((IReadOnlyDictionary<string, string>?)value ?? new Dictionary<string, string>()).Keys.Select(Error).OfType<string>().ToList();
        return errors.Count == 0 ? ValidationResult.Success : new ValidationResult(string.Join("; ", errors));
    }

    private static string? Error(string name)
        => !LabelName.Is(name) ? $"'{Text.Line(name, 60)}' is no name of a label: letters, digits and _ only, not beginning with a digit or with __"
            : LabelName.IsOwn(name) ? $"{name} is written by the processor and cannot be set"
            : null;
}
