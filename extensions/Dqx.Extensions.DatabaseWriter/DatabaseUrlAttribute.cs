using System.ComponentModel.DataAnnotations;

namespace Dqx.Extensions.DatabaseWriter;

/// <summary>Validates <c>database_url</c> together with the other settings, so that all errors show at once.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DatabaseUrlAttribute : ValidationAttribute
{
    /// <inheritdoc/>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
        => DatabaseUrl.Error(value as string ?? "") is { } error ? new ValidationResult(error) : ValidationResult.Success;
}
