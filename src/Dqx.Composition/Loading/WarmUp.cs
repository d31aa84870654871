using System.Composition;
using System.Security.Cryptography;
using Dqx.Composition.Running;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dqx.Composition.Loading;

/// <summary>
/// Does on a thread of its own, while files are still being inspected, what the first extension would otherwise wait for: the
/// hash's native library, the meter, and MEF's first composition, a third of a cold start (measured). Nothing of an extension is in it.
/// </summary>
internal static class WarmUp
{
    private static int s_begun;

    /// <summary>Begins, once in a process, and where there is a second processor to do it.</summary>
    public static void Begin()
    {
        if (Environment.ProcessorCount > 1 && Interlocked.Exchange(ref s_begun, 1) == 0)
        {
            new Thread(Run) { IsBackground = true, Name = "dqx-warm-up" }.UnsafeStart();
        }
    }

    private static void Run()
    {
        // What fails here fails again for the first extension, and is reported there.
        ExtensionBoundary.Try(Compose, out _);
    }

    private static IResultProcessor Compose()
    {
        // In the order in which they are needed.
        SHA256.HashData([]);
        CallTelemetry.For(NullLogger.Instance);
        using var container = ExtensionContainer.Create(typeof(WarmUp).Assembly, [typeof(Sample).FullName ?? ""], new HostServices());
        using var export = container.CreateProcessor(Sample.Name);
        return export.Value;
    }

    /// <summary>Exported by a container of its own; no catalog holds this assembly.</summary>
    [Export(typeof(IResultProcessor))]
    [ProcessorMetadata(Name)]
    internal sealed class Sample : IResultProcessor
    {
        public const string Name = "warm_up";

        public ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken) => default;

        public ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken) => default;
    }
}
