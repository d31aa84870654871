using Dqx.Cli;
using Dqx.Cli.CommandLine;
using Dqx.Cli.Running;
using Dqx.Cli.Terminal;
using Dqx.Composition.Workers.Child;

if (WorkerProgram.IsAskedFor(args))
{
    // Before anything touches the standard streams: they are the host's.
    WorkerProgram.Run();
}

ProcessEnd.Guard();
var streams = StandardStreams.Open();
using var signals = new Signals(TimeProvider.System);
var code = ExitCode.Internal;
try
{
    code = MainLoop.Run(() => new Application(streams, TimeProvider.System).RunAsync(args, signals.Token));
    streams.Output.Flush();
}
catch (OperationCanceledException) when (signals.Code is not null)
{
    streams.Error.WriteLine("Interrupted; nothing more is run.");
}
catch (OutputException unwritable)
{
    streams.Error.WriteLine(unwritable.Message);
}
#pragma warning disable CA1031 // The last place: what arrives here is a fault of dqx, and the code says so.
catch (Exception fault)
#pragma warning restore CA1031
{
    streams.Error.WriteLine(Messages.OfFault(fault, args.Contains("--verbose")));
}

ProcessEnd.Now(signals.Code ?? code);
return code;
