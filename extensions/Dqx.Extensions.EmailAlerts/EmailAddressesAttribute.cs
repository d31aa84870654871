using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace Dqx.Extensions.EmailAlerts;

/// <summary>Validates an e-mail address, or a list of them.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EmailAddressesAttribute : ValidationAttribute
{
    /// <inheritdoc/>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var addresses = value as IReadOnlyList<string> ?? [value as string ?? ""];
        if (addresses.Count == 0)
        {
            return new ValidationResult("must name an address");
        }

        var wrong = addresses.Where(address => !IsAddress(address)).Select(address => $"'{Text.Line(address, 80)}'").ToList();
        return wrong.Count == 0 ? ValidationResult.Success : new ValidationResult($"{string.Join(", ", wrong)} is no e-mail address");
    }

    private static bool IsAddress(string address) => !address.Any(char.IsControl) && MailAddress.TryCreate(address, out _);
}
