using System.Composition;
using System.Globalization;
using System.Security.Cryptography;
using Dqx.Composition.Running;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dqx.Composition.Loading;

/// <summary>
/// Does on threads of its own, while files are still being found and inspected, what the first extension would otherwise wait for.
/// Half of a cold start is the runtime loading itself (measured). Nothing of an extension is in it.
/// </summary>
internal static class WarmUp
{
    private static int s_begun;
    private static int s_composed;
    private static int s_compared;

    /// <summary>Begins what every catalog needs: the cultures, the hash's native library, the meter. Once in a process.</summary>
    public static void Begin() => Begin(ref s_begun, Prepare, "dqx-warm-up");

    /// <summary>Begins what it takes to compose an extension: MEF's first composition. Once in a process.</summary>
    public static void BeginComposition() => Begin(ref s_composed, Compose, "dqx-compose");

    /// <summary>Begins what it takes to load a private dependency of an extension, whose name the runtime compares as a language would: it
    /// builds a collation for that. Once in a process.</summary>
    public static void BeginComparison() => Begin(ref s_compared, Compare, "dqx-compare");

    /// <summary>Where there is a second processor to do it.</summary>
    private static void Begin(ref int begun, Func<object> work, string name)
    {
        if (Environment.ProcessorCount > 1 && Interlocked.Exchange(ref begun, 1) == 0)
        {
            // What fails here fails again for the first extension, and is reported there.
            new Thread(() => ExtensionBoundary.Try(work, out _)) { IsBackground = true, Name = name }.UnsafeStart();
        }
    }

    private static object Prepare()
    {
        // In the order in which they are needed.
        var cultures = CultureInfo.InvariantCulture;
        SHA256.HashData([]);
        CallTelemetry.For(NullLogger.Instance);
        return cultures;
    }

    private static object Compare()
    {
        var language = CultureInfo.InvariantCulture.CompareInfo;
        language.Compare("a", "A", CompareOptions.IgnoreCase);
        return language;
    }

    private static IResultProcessor Compose()
    {
        // Twice: what reads the metadata is interpreted the first time, and compiled the second time.
        ComposeSample();
        return ComposeSample();
    }

    private static IResultProcessor ComposeSample()
    {
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
