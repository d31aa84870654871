using System.ComponentModel.DataAnnotations;

namespace Dqx.Extensions.Monitoring;

/// <summary>Validates <c>request_timeout</c>: positive, and no longer than any deadline.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RequestTimeoutAttribute : ValidationAttribute
{
    /// <inheritdoc/>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
        => value is TimeSpan time && time > TimeSpan.Zero && time <= TimeSpan.FromHours(1) ? ValidationResult.Success : new ValidationResult("must be more than 0 and at most 1 hour");
}
