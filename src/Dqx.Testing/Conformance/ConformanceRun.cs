using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Dqx.Composition;
using Dqx.Composition.Loading;
using Dqx.Composition.Verification;
using Dqx.Testing.Hosting;

namespace Dqx.Testing.Conformance;

/// <summary>The check of one processor, promise by promise.</summary>
internal sealed class ConformanceRun(VerifiedExtensions catalog, string processor, ConformanceOptions options, ConformanceFindings findings)
{
    private const string NoSuchSetting = "no_such_setting_of_any_processor";

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var (works, context) = await LifeAsync(cancellationToken);
        if (works)
        {
            await UnknownSettingAsync(cancellationToken);
        }

        await UnloadAsync(context, cancellationToken);
    }

    /// <summary>From the constructor to the disposal. Not inlined, so that nothing of the extension is left on the stack afterwards.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<(bool Works, WeakReference? Context)> LifeAsync(CancellationToken cancellationToken)
    {
        var log = new CollectedLog();
        await using var pipeline = Open(options.Settings, log);
        if (pipeline is null || !await StartAsync(pipeline, cancellationToken))
        {
            return (false, pipeline?.Context);
        }

        await new RunChecks(processor, options, findings).CheckAsync(pipeline, cancellationToken);
        await pipeline.DisposeAsync();
        findings.Looked($"{processor} is disposed in time and without an exception");
        foreach (var entry in log.Entries.Where(entry => entry.Text.Contains("DQX2126", StringComparison.Ordinal)))
        {
            findings.Error("DQX2417", $"{processor} could not be disposed: {entry.Text}");
        }

        return (true, pipeline.Context);
    }

    private Pipeline? Open(ProcessorSettings settings, CollectedLog log)
    {
        var host = new CollectingHostOptions { Settings = settings, Timeout = options.Timeout };
        try
        {
            return Pipeline.For(catalog, processor, host, CollectingHost.Services(host, log));
        }
        catch (ConfigurationException refused)
        {
            findings.AddRange(refused.Errors);
            return null;
        }
    }

    /// <summary>Constructor and initialisation with the settings that are given: an empty run shows how that ended.</summary>
    private async Task<bool> StartAsync(Pipeline pipeline, CancellationToken cancellationToken)
    {
        findings.Looked($"{processor} is created and initialised with the settings given");
        var errors = await pipeline.InitializeAsync(cancellationToken);
        findings.AddRange(errors);
        if (errors.IsEmpty && pipeline.Broken is { } broken)
        {
            findings.Error("DQX2412", $"{processor} could not be made ready, in phase {broken.Phase}: {broken.Error} ({broken.Diagnostic})");
        }

        return errors.IsEmpty && pipeline.Broken is null;
    }

    private async Task UnknownSettingAsync(CancellationToken cancellationToken)
    {
        findings.Looked($"{processor} refuses a setting that it does not know");
        var root = JsonNode.Parse(options.Settings.Root.GetRawText())?.AsObject() ?? [];
        root[NoSuchSetting] = 1;
        await using var pipeline = Open(ProcessorSettings.FromJson(root.ToJsonString(), options.Settings.Folder), new CollectedLog());
        if (pipeline is null)
        {
            return;
        }

        var errors = await pipeline.InitializeAsync(cancellationToken);
        if (errors.IsEmpty)
        {
            var how = pipeline.Broken is { } broken ? $"fails with {broken.Error}" : "takes it";
            findings.Error("DQX2413", $"{processor} {how} when a setting is misspelt ('{NoSuchSetting}'). Read settings with settings.Bind<T>(), or throw a SettingsException.");
        }
    }

    private async Task UnloadAsync(WeakReference? context, CancellationToken cancellationToken)
    {
        if (context is null)
        {
            return;
        }

        findings.Looked($"{processor} can be unloaded");
        await UnloadedExtension.CollectAsync([new UnloadedExtension(new ExtensionOrigin(processor, ""), context)], cancellationToken);
        if (context.IsAlive)
        {
            findings.Warning("DQX2418", $"{processor} is still in memory after it was disposed: a static event, a timer, a thread, a pool or a cache of a library holds it. A host that reloads it grows.");
        }
    }
}
