using System.ComponentModel.DataAnnotations;

namespace Dqx.Extensions.EmailAlerts;

/// <summary>Validates <c>smtp_port</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SmtpPortAttribute : ValidationAttribute
{
    /// <inheritdoc/>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) => value switch
    {
        465 => new ValidationResult("465 is for connections that are encrypted from their first byte, which is not supported; 587 is for STARTTLS"),
        >= 1 and <= 65_535 => ValidationResult.Success,
        _ => new ValidationResult("must be from 1 to 65535"),
    };
}
