using System.CommandLine;
using Dqx.Cli.CommandLine;
using Dqx.Cli.Demo;

namespace Dqx.Cli.Commands;

/// <summary><c>dqx demo [DIR]</c></summary>
internal static class DemoCommand
{
    /// <summary>The sample suite has an assertion that fails on its data.</summary>
    private const int Expected = ExitCode.Failed;

    /// <summary>The newest day of the data.</summary>
    private const string Date = "2015-12-31";

    /// <param name="run">Runs another command line of dqx.</param>
    public static DqxCommand Create(Func<string[], CancellationToken, Task<int>> run)
    {
        var folder = new Argument<string>("DIR")
        {
            Description = "Where to write the sample; ./dqx-demo when it is left out.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new DqxCommand("demo", "Writes a sample suite with real data and runs it.")
        {
            Run = (result, context, cancellationToken) => RunAsync(result.GetValue(folder) ?? "dqx-demo", context, run, cancellationToken),
            Remarks =
            [
                "Writes weather.yaml, a commented suite, seattle-weather.csv, 1,461 days of weather, and an empty folder 'extensions' to drop extensions into. "
                    + $"Then runs 'dqx run DIR/weather.yaml --date {Date}', for the newest day of the data. A file of that name with other contents is never overwritten.",
                "Exit codes: 0 when the run came out as meant, which is: one assertion fails, because the data has rainy days without rain "
                    + "(for 'dqx run' that is 1); 2 when a file is in the way; else that of the run.",
            ],
            Examples =
            [
                ("dqx demo", "Writes to ./dqx-demo."),
                ("dqx demo try && $EDITOR try/weather.yaml && dqx run try/weather.yaml --date 2015-12-31", "Then changes the suite and runs it again."),
            ],
        };
        command.Add(folder);
        return command;
    }

    private static async Task<int> RunAsync(string folder, CommandContext context, Func<string[], CancellationToken, Task<int>> run, CancellationToken cancellationToken)
    {
        DemoFiles.Write(folder);
        var suite = Path.Combine(folder, DemoFiles.Suite);
        var output = context.Streams.Output;
        output.WriteLine($"$ dqx run {Quoted(suite)} --date {Date}");
        output.WriteLine();
        output.Flush();
        var code = await run(["run", "--date", Date, "--", suite], cancellationToken);
        if (code != Expected)
        {
            return code;
        }

        output.WriteLine();
        output.WriteLine("One assertion fails on this data, as it should. Next:");
        output.WriteLine($"  read and change {suite}, then run the command above again");
        output.WriteLine($"  dqx history show 'average(temp_max)' {Quoted(suite)}    what is stored of it, as a chart");
        output.WriteLine($"  dqx run {Quoted(suite)} --date {Date} --output json    the whole outcome as a document");
        output.WriteLine($"  dqx extensions list {Quoted(suite)}    what processors there are");
        return ExitCode.Success;
    }

    /// <summary>As a shell wants it.</summary>
    private static string Quoted(string path)
        => path.All(character => char.IsLetterOrDigit(character) || character is '/' or '.' or '-' or '_' or '\\' or ':') ? path : $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
