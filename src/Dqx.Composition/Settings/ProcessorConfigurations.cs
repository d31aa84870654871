using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dqx.Composition.Selection;
using Dqx.Suites;

namespace Dqx.Composition.Settings;

/// <summary>The effective configuration of every mentioned processor instance: a suite's, with overrides laid over it.</summary>
internal static class ProcessorConfigurations
{
    private static readonly string[] s_ownKeys = ["use", "enabled", "timeout", "on_error", "isolation", "memory_limit"];

    /// <summary>Lays the instances under <c>Processors</c> over the configurations. An instance that only they name is mentioned as well.</summary>
    public static ImmutableArray<ProcessorConfiguration> Override(
        ImmutableArray<ProcessorConfiguration> configurations, SettingsOverride overrides, ICollection<Diagnostic> errors)
    {
        var result = configurations.ToBuilder();
        foreach (var (instance, settings) in overrides.Child("Processors")?.Children ?? [])
        {
            var index = configurations.ToList().FindIndex(known => known.Instance.Equals(instance, StringComparison.OrdinalIgnoreCase));
            if (index >= 0)
            {
                result[index] = Apply(configurations[index], settings, errors);
            }
            else
            {
                result.Add(Apply(new ProcessorConfiguration { Instance = instance, Use = instance, Origin = "configuration" }, settings, errors));
            }
        }

        return result.ToImmutable();
    }

    private static ProcessorConfiguration Apply(ProcessorConfiguration configuration, SettingsOverride settings, ICollection<Diagnostic> errors)
    {
        var before = JsonNode.Parse(configuration.Settings.Root.GetRawText());
        var merged = settings.OverObject(before, s_ownKeys);
        using var document = JsonDocument.Parse(merged.ToJsonString());
        return configuration with
        {
            Use = settings.Child("use")?.Value ?? configuration.Use,
            Enabled = Read(settings, "enabled", "true or false", configuration, errors, text => bool.TryParse(text, out var flag) ? flag : (bool?)null) ?? configuration.Enabled,
            Timeout = Read(settings, "timeout", Duration.Expected, configuration, errors, text => Duration.TryParse(text, out var time) && time > TimeSpan.Zero ? time : (TimeSpan?)null) ?? configuration.Timeout,
            OnError = Read(settings, "on_error", "one of ignore, degrade, fail", configuration, errors, text => WireNames.TryParse<OnError>(text, out var policy) ? policy : (OnError?)null) ?? configuration.OnError,
            Isolation = Read(settings, "isolation", "in_process or worker", configuration, errors, text => WireNames.TryParse<Isolation>(text, out var isolation) ? isolation : (Isolation?)null) ?? configuration.Isolation,
            MemoryLimit = Read(settings, "memory_limit", ByteSize.Expected, configuration, errors, text => ByteSize.TryParse(text, out var limit) ? limit : (long?)null) ?? configuration.MemoryLimit,
            Settings = new ProcessorSettings(document.RootElement, configuration.Settings.Folder, configuration.Settings.Secrets),
        };
    }

    private static T? Read<T>(SettingsOverride settings, string key, string expected, ProcessorConfiguration configuration, ICollection<Diagnostic> errors, Func<string, T?> parse)
        where T : struct
    {
        if (settings.Child(key)?.Value is not { } text)
        {
            return null;
        }

        var value = parse(text.Trim());
        if (value is null)
        {
            errors.Add(SelectionDiagnostics.Invalid(configuration, $"processor '{configuration.Instance}': {key} must be {expected}, not '{text}'."));
        }

        return value;
    }
}
