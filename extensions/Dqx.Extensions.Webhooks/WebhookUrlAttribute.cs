using System.ComponentModel.DataAnnotations;

namespace Dqx.Extensions.Webhooks;

/// <summary>Validates <c>url</c> together with the other settings, without showing it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WebhookUrlAttribute : ValidationAttribute
{
    private const string Expected = "must be https://HOST/PATH (or http://, which anyone on the way can read)";

    /// <inheritdoc/>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
        => Error(value as string ?? "") is { } error ? new ValidationResult(error) : ValidationResult.Success;

    private static string? Error(string url)
        => url.Any(char.IsControl) ? $"{Expected}; it holds a line break or another control character"
            : !Uri.TryCreate(url, UriKind.Absolute, out var uri) ? Expected
            : uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp ? $"{Expected}; it begins with another scheme"
            : uri.Host.Length == 0 ? $"{Expected}; the host is missing"
            : null;
}
