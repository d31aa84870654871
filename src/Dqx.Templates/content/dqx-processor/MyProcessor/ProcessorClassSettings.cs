using System.ComponentModel.DataAnnotations;

namespace ProcessorNamespace;

/// <summary>The settings of <c>processor_name</c>, in snake_case. What is misspelt in a suite file is refused.</summary>
public sealed class ProcessorClassSettings
{
    /// <summary>The file, relative to the suite file.</summary>
    [MinLength(1, ErrorMessage = "must name a file")]
    public required string To { get; set; }
}
