using System.CommandLine;
using Dqx.Cli.CommandLine;
using Dqx.Cli.Init;
using Dqx.DuckDb;
using Dqx.Suites;

namespace Dqx.Cli.Commands;

/// <summary><c>dqx init DATA</c></summary>
internal static class InitCommand
{
    public static DqxCommand Create()
    {
        var data = new Argument<string>("DATA") { Description = "A file of data: csv, tsv, parquet, json or jsonl, or a pattern of such files.", Arity = ArgumentArity.ExactlyOne };
        var output = RunOptionSet.One("--output", "FILE", "Writes the suite there instead of printing it. A file that is there already is never overwritten.");
        var command = new DqxCommand("init", "Writes a first suite for a file of data, from its columns.")
        {
            Run = (result, context, cancellationToken) => RunAsync(result.GetValue(data) ?? "", result.GetValue(output), context, cancellationToken),
            Remarks =
            [
                "Reads the columns and a few figures: how many rows there are, how many values are missing, the smallest and the largest numbers, how many values are distinct (of up to five million "
                    + "rows). Every assertion holds for the data as it is; the comments say what to make of them. Printed, the path of the data is relative to the current directory.",
                "Exit codes: 0 the suite is written; 2 the data cannot be read, or the file is in the way.",
            ],
            Examples =
            [
                ("dqx init orders.parquet", "Prints a suite."),
                ("dqx init data/orders.csv --output orders.yaml && dqx run orders.yaml", "Writes a suite and runs it."),
            ],
        };
        command.Add(data);
        command.Add(output);
        return command;
    }

    private static async Task<int> RunAsync(string data, string? output, CommandContext context, CancellationToken cancellationToken)
    {
        if (output is not null && Path.Exists(output))
        {
            throw InTheWay(output);
        }

        var name = NameOf(data);
        var dataset = DuckDbDataset.FromFile(name, data);
        var profile = await DataProfile.ReadAsync(dataset, ResultKey.For(DateOnly.FromDateTime(context.Clock.GetUtcNow().UtcDateTime)), cancellationToken);
        var folder = output is null ? Directory.GetCurrentDirectory() : Path.GetDirectoryName(Path.GetFullPath(output)) ?? "";
        var text = new StarterSuite(name, PathFrom(folder, data), profile).Write(Schema());
        if (output is null)
        {
            context.Streams.Output.Write(text);
        }
        else
        {
            await WriteAsync(output, text, cancellationToken);
            context.Streams.Output.WriteLine(Rendering.Printable.Line($"Wrote {output}. Next: dqx run {output}"));
        }

        return ExitCode.Success;
    }

    private static async Task WriteAsync(string output, string text, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = new FileStream(output, FileMode.CreateNew, FileAccess.Write);
            await using var writer = new StreamWriter(file);
            await writer.WriteAsync(text.AsMemory(), cancellationToken);
        }
        catch (IOException) when (File.Exists(output))
        {
            throw InTheWay(output);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UsageException("DQX1023", $"--output {output}: the file cannot be written: {refused.Message}");
        }
    }

    private static UsageException InTheWay(string output) => new("DQX1022", $"--output {output}: there is something of that name already, and it is not overwritten; name another file.");

    /// <summary>As a suite in that folder names it. What a suite file would replace, dates and variables, is escaped.</summary>
    private static string PathFrom(string folder, string data)
    {
        var path = SuitePaths.IsUrl(data) ? data : Path.GetRelativePath(folder, Path.GetFullPath(data));
        return path.Replace("{", "{{", StringComparison.Ordinal).Replace("${", "$${", StringComparison.Ordinal);
    }

    /// <summary>A name of letters, digits and underscores from that of the file, so that expressions need no quotes for it.</summary>
    private static string NameOf(string data)
    {
        var stem = Path.GetFileName(data).Split('.').FirstOrDefault(part => part.Length > 0) ?? "";
        var name = string.Concat(stem.Select(character => char.IsLetterOrDigit(character) ? character : '_')).Trim('_');
        return name.Length == 0 ? "data" : char.IsAsciiDigit(name[0]) ? "data_" + name : name.Length <= 100 ? name : name[..100];
    }

    /// <summary>The schema beside this program, for the editor.</summary>
    private static string? Schema()
        => Path.Combine(AppContext.BaseDirectory, SchemaCommand.File) is var file && File.Exists(file) ? new Uri(file).AbsoluteUri : null;
}
