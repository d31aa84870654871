using System.Composition;
using System.Runtime.InteropServices;

namespace Dqx.Tests.Extensions.Noisy;

/// <summary>Prints in managed and in native code, to writers that exist already and to new ones.</summary>
[Export(typeof(IResultProcessor))]
[ProcessorMetadata("noisy", Order = 50)]
public sealed partial class NoisyProcessor : IResultProcessor
{
    public ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken)
    {
        Print("initialize");
        return ValueTask.CompletedTask;
    }

    public ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        Print("process");
        return ValueTask.CompletedTask;
    }

    private static void Print(string phase)
    {
        Console.Out.WriteLine($"noise: writer in {phase}");
        using (var stream = new StreamWriter(Console.OpenStandardOutput()))
        {
            stream.WriteLine($"noise: stream in {phase}");
        }

        if (!OperatingSystem.IsWindows())
        {
            var text = System.Text.Encoding.UTF8.GetBytes($"noise: native in {phase}\n");
            _ = Write(1, text, text.Length);
        }
    }

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int descriptor, byte[] text, nint length);
}
