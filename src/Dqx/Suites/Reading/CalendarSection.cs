using System.Collections.Immutable;
using Dqx.Datasets;
using Dqx.Suites.Yaml;

namespace Dqx.Suites.Reading;

/// <summary>Reads the keys of a dataset that say how its rows belong to days.</summary>
internal static class CalendarSection
{
    private static readonly ImmutableArray<string> s_dated = ["path", "query", "where"];

    /// <param name="section">The dataset.</param>
    /// <param name="zone">The suite's zone.</param>
    /// <param name="partitions">Its partitions, whose paths and queries may be dated.</param>
    public static DatasetCalendar Read(Section section, string zone, IEnumerable<Section> partitions)
    {
        var calendar = new DatasetCalendar
        {
            DateColumn = section.Text("date_column") is { Length: > 0 } column ? column : null,
            TimeZone = section.Zone("timezone") ?? zone,
            LagSource = section.Choice<LagSource>("lag_source", LagSource.Data, LagSource.History) ?? LagSource.Automatic,
            SettledAfterDays = section.Days("settled_after", least: 0),
        };
        if (section["skip_dates"] is not null)
        {
            calendar = calendar with { SkipDates = section.Dates("skip_dates") };
        }

        var dated = new[] { section }.Concat(partitions).Select(IsDated).ToList();
        var hasDays = dated.Contains(true) || calendar.DateColumn is not null;
        if (!hasDays && calendar.LagSource is LagSource.Data)
        {
            Refuse("lag_source", "a snapshot holds no past days");
        }

        if (!hasDays && calendar.SettledAfterDays is not null)
        {
            Refuse("settled_after", "a snapshot is read for its own day only");
        }

        return calendar;

        void Refuse(string key, string why)
        {
            if (section[key] is { } entry)
            {
                section.Findings.Error("DQX1123", entry.Key.Place, $"'{key}' is for datasets with 'date_column', or with '{{date}}' in path, query or where: {why}.");
            }
        }
    }

    /// <summary>Whether every day has data of its own; what is wrong with the places for its date is reported.</summary>
    private static bool IsDated(Section section)
    {
        var isDated = false;
        foreach (var key in s_dated)
        {
            if (section[key]?.Value is not YamlScalar scalar)
            {
                continue;
            }

            var text = DatedText.TryParse(scalar.Value, out var problem);
            if (problem is not null)
            {
                section.Findings.Error("DQX1122", scalar.At(problem.Offset, problem.Length), problem.Message);
            }

            // Of one that is wrong it is known that a date was meant.
            isDated |= text is not { IsDated: false };
        }

        return isDated;
    }
}
