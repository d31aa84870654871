using System.ComponentModel.DataAnnotations;

namespace Dqx.Extensions.Monitoring;

/// <summary>The settings of <c>monitoring</c>, in snake_case.</summary>
internal sealed class MonitoringSettings
{
    /// <summary>Where to send. Not shown but for host and port: it may hold a password.</summary>
    [Secret]
    [Endpoint]
    public required string Endpoint { get; set; }

    /// <summary>What takes it.</summary>
    public MonitoringProtocol Protocol { get; set; } = MonitoringProtocol.Pushgateway;

    /// <summary>What the names of the metrics begin with, and the name of the job.</summary>
    [RegularExpression("[A-Za-z_][A-Za-z0-9_]*", ErrorMessage = "must be letters, digits and _, not beginning with a digit")]
    [StringLength(40, ErrorMessage = "must be at most 40 characters long")]
    public string Namespace { get; set; } = "dqx";

    /// <summary>Labels of every metric.</summary>
    [LabelMap]
    public IReadOnlyDictionary<string, string> DefaultLabels { get; set; } = new Dictionary<string, string>();

    /// <summary>More headers of the request. Never shown: they hold tokens.</summary>
    [Secret]
    [HeaderMap]
    public IReadOnlyDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();

    /// <summary>How long one request may take.</summary>
    [RequestTimeout]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Of how many assertions the value is sent, each of which is a time series of its own.</summary>
    [Range(0, 10_000, ErrorMessage = "must be from 0 to 10000")]
    public int MaxAssertionValues { get; set; } = 500;
}
