using Dqx.Cli.CommandLine;

namespace Dqx.Cli.Commands;

/// <summary><c>dqx run SUITE…</c></summary>
internal static class RunCommand
{
    public static DqxCommand Create()
    {
        var options = new RunOptionSet();
        var command = new DqxCommand("run", "Runs suites and hands their results to processors.")
        {
            Run = (result, context, cancellationToken) =>
            {
                var read = options.Read(result, context.Clock);
                context.Streams.Output.WriteLine(read.ToString());
                return Task.FromResult(0);
            },
            Examples =
            [
                ("dqx run orders.yaml", "Runs a suite for today."),
            ],
        };
        command.Add(options.Suites);
        foreach (var option in options.All)
        {
            command.Add(option);
        }

        return command;
    }
}
