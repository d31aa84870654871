using System.ComponentModel.DataAnnotations;

namespace Dqx.Extensions.Monitoring;

/// <summary>Validates <c>endpoint</c> together with the other settings, without showing it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EndpointAttribute : ValidationAttribute
{
    private const string Expected = "must be http://HOST:PORT or https://HOST:PORT, with a path where the server has one";

    /// <inheritdoc/>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
        => Error(value as string ?? "") is { } error ? new ValidationResult(error) : ValidationResult.Success;

    private static string? Error(string url)
        => url.Any(char.IsControl) || !Uri.TryCreate(url, UriKind.Absolute, out var uri) ? Expected
            : uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp ? $"{Expected}; it begins with another scheme"
            : uri.Host.Length == 0 ? $"{Expected}; the host is missing"
            : uri.Query.Length > 0 || uri.Fragment.Length > 0 ? $"{Expected}, without ? and #"
            : null;
}
