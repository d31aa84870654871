using System.ComponentModel.DataAnnotations;
using Dqx.Extensions.Reports.Files;

namespace Dqx.Extensions.Reports;

/// <summary>Validates <c>path</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ReportPathAttribute : ValidationAttribute
{
    /// <inheritdoc/>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
        => PathTemplate.Error(value as string ?? "") is { } error ? new ValidationResult(error) : ValidationResult.Success;
}
