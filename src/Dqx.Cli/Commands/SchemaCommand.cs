using Dqx.Cli.CommandLine;
using Dqx.Suites.Schema;

namespace Dqx.Cli.Commands;

/// <summary><c>dqx schema</c></summary>
internal static class SchemaCommand
{
    /// <summary>The file beside the executable that holds the same.</summary>
    public const string File = "dqx-suite.schema.json";

    public static DqxCommand Create() => new("schema", "Prints the JSON schema of suite files, for editors.")
    {
        Run = (_, context, _) =>
        {
            context.Streams.Output.Write(SuiteSchema.Text());
            return Task.FromResult(ExitCode.Success);
        },
        Remarks =
        [
            $"The same schema lies beside the executable as {File}. Editors with the YAML language server use it for a suite that begins with '# yaml-language-server: $schema=PATH'. "
                + "It knows keys and kinds of values; 'dqx validate' knows the rest.",
        ],
        Examples = [($"dqx schema > {File}", "Writes the schema beside your suites.")],
    };
}
