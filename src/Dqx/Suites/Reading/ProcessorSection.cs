using Dqx.Delivery;
using Dqx.Suites.Yaml;

namespace Dqx.Suites.Reading;

/// <summary>Reads a value under <c>processors:</c>: what DQX does with the processor, and the settings that are the processor's own.</summary>
internal static class ProcessorSection
{
    public static ProcessorConfiguration? Read(YamlEntry entry, string folder, IReadOnlySet<string> secrets, Findings findings)
    {
        var name = entry.Key.Value;
        if (string.IsNullOrWhiteSpace(name))
        {
            findings.Error("DQX1109", entry.Key.Place, "A processor has a name.");
        }

        // A name alone is a processor with empty settings.
        var node = entry.Value is YamlScalar { IsNull: true } ? new YamlMapping([]) { Place = entry.Key.Place } : entry.Value;
        if (Section.Open(node, SuiteKeys.Processor, entry.Key.Place, findings) is not { } section)
        {
            return null;
        }

        var settings = YamlJson.Convert(section.Mapping, setting => !SuiteKeys.Processor.Known.Contains(setting.Key.Value));
        return new ProcessorConfiguration
        {
            Instance = name,
            Use = section.Text("use") ?? name,
            Enabled = section.Flag("enabled") ?? true,
            Timeout = section.Duration("timeout") ?? TimeSpan.FromSeconds(60),
            OnError = section.Choice<OnError>("on_error") ?? OnError.Degrade,
            Isolation = section.Choice<Isolation>("isolation") ?? Isolation.InProcess,
            MemoryLimit = section.Bytes("memory_limit"),
            When = section.Condition("when"),
            Notify = section.Choice<NotifyMode>("notify"),
            Retries = section.Count("retries", most: 100) ?? ProcessorConfiguration.DefaultRetries,
            Expire = section.Duration("expire") ?? ProcessorConfiguration.DefaultExpire,
            Settings = new ProcessorSettings(settings, folder, secrets),
            Origin = entry.Key.Place.ToString(),
        };
    }
}
