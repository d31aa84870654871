using Dqx.Suites;
using static Dqx.Tests.Suites.SuiteFolder;

namespace Dqx.Tests.Suites;

/// <summary>What is wrong with keys and values, and where; several findings are separated by lines.</summary>
public sealed class SuiteFileErrorTests
{
    public static TheoryData<string, string> Rows => new()
    {
        // Keys
        { Sound + "sute: x\n", "8:1 DQX1106 A suite file has no key 'sute'; did you mean 'suite'?" },
        { "suit: S\n" + Sound[9..], "1:1 DQX1106 A suite file has no key 'suit'; did you mean 'suite'?\n1:1 DQX1108 A suite file needs 'suite'." },
        { "suite: S\n", "1:1 DQX1108 A suite file needs 'datasets'.\n1:1 DQX1108 A suite file needs 'checks'." },
        { "suite:\n" + Sound[9..], "1:1 DQX1108 'suite' has no value." },
        { Sound + "suite: T\n", "8:1 DQX1105 'suite' is there twice, first in line 1." },
        { Sound + "fail_on: P1\nfail_on: P1\n", "9:1 DQX1105 'fail_on' is there twice, first in line 8." },
        { UpToAssertions + "      - { name: n, expect: num_rows() > 0, severty: P0 }\n", "7:44 DQX1106 An assertion has no key 'severty'; did you mean 'severity'?" },
        { UpToAssertions + "      - { name: n }\n", "7:9 DQX1108 An assertion needs 'expect'." },
        { Sound + "x-anything: { a: [1] }\n", "" },

        // Keys that other versions act on
        { Sound + "mute: [{ check: C, until: 2099-01-01 }]\n", "8:8 DQX1108 A muted assertion needs 'reason'." },
        { Sound + "mute: [{ check: C, until: soon, reason: x }]\n", "8:27 DQX1109 'until' is a date such as 2026-11-20, not 'soon'." },
        { Sound + "processors:\n  page: { when: error > 0, notify: dayly, retries: 1.5, expire: 0s }\n", "9:17 DQX1260 Expected a number or one of passed, failed, errors, skipped, total, new or recovered, found 'error'; did you mean 'errors'?\n9:36 DQX1109 'notify' is one of every, status_change, daily, not 'dayly'.\n9:52 DQX1109 'retries' is a whole number from 0 to 100, not '1.5'.\n9:65 DQX1109 'expire' is a duration such as 500ms, 2s, 5m, 1h or 3d, or a number of seconds, more than none, not '0s'." },

        // Days and history
        { Sound + "timezone: Europe/Amsterdm\n", "8:11 DQX1120 'Europe/Amsterdm' is not an IANA time zone; did you mean 'Europe/Amsterdam'?" },
        { Sound + "timezone: W. Europe Standard Time\n", "8:11 DQX1120 'W. Europe Standard Time' is not an IANA time zone; did you mean 'Europe/Berlin'?" },
        { Sound + "timezone: +02:00\n", "8:11 DQX1120 '+02:00' is not an IANA time zone; write one such as Europe/Amsterdam or UTC." },
        { Sound + "timezone: [UTC]\nhistory: ''\n", "8:11 DQX1109 'timezone' is a text, not a list.\n9:10 DQX1109 'history' is a path, not ''." },
        { Sound + "timezone: Europe/Amsterdam\nhistory: h.db\nretention: 90d\n", "" },
        { Sound + "retention: 36h\n", "8:12 DQX1109 'retention' is a number of whole days such as 30d, 1d at least, not '36h'." },
        { Sound + "retention: 0\n", "8:12 DQX1109 'retention' is a number of whole days such as 30d, 1d at least, not '0'." },
        { UpToAssertions + "      - { name: n, expect: num_rows() > 0, no_history: never }\n", "7:56 DQX1109 'no_history' is one of skip, error, pass, not 'never'." },
        { UpToAssertions + "      - { name: n, expect: num_rows() > 0, no_history: pass }\n", "" },
        { Dataset("path: 'o-{date}.csv', date_column: d, timezone: Asia/Tokyo, skip_dates: [2026-12-25], lag_source: history, settled_after: 3d"), "" },
        { Dataset("path: o.csv, date_colum: d"), "4:31 DQX1106 A dataset has no key 'date_colum'; did you mean 'date_column'?" },
        { Dataset("path: o.csv, timezone: Mars"), "4:41 DQX1120 'Mars' is not an IANA time zone; write one such as Europe/Amsterdam or UTC." },
        { Dataset("path: o.csv, skip_dates: [2026-02-29, 2026-12-25, 2026-12-25, [a]]"), "4:44 DQX1109 'skip_dates' is a list of dates such as 2026-12-25, not '2026-02-29'.\n4:68 DQX1121 2026-12-25 is there twice.\n4:80 DQX1109 'skip_dates' is a list of dates such as 2026-12-25, not a list." },
        { Dataset("path: o.csv, skip_dates: 2026-12-25"), "4:43 DQX1109 'skip_dates' is a list, not '2026-12-25'." },
        { Dataset("path: o.csv, date_column: d, lag_source: automatic"), "4:59 DQX1109 'lag_source' is one of data, history, not 'automatic'." },
        { Dataset("path: o.csv, date_column: d, settled_after: 90m"), "4:62 DQX1109 'settled_after' is a number of whole days such as 3d, not '90m'." },
        { Dataset("path: o.csv, lag_source: data, settled_after: 3d"), "4:31 DQX1123 'lag_source' is for datasets with 'date_column', or with '{date}' in path, query or where: a snapshot holds no past days.\n4:49 DQX1123 'settled_after' is for datasets with 'date_column', or with '{date}' in path, query or where: a snapshot is read for its own day only." },
        { Dataset("query: 'select {date} as d', lag_source: data, settled_after: 0d"), "" },
        { Dataset("path: 'o-{dat}.csv'"), "4:27 DQX1122 '{dat}' is no place for a date; did you mean '{date}'? A literal brace is written '{{'." },
        { Dataset("path: 'o-{date:YYYYmmDD}.csv', lag_source: data"), "4:33 DQX1122 'YYYYmmDD' is no format of a date; did you mean 'yyyyMMdd'?" },
        { Dataset("path: 'o-{date:}.csv'"), "4:33 DQX1122 '' is no format of a date: a format of a date has yyyy, yy, MM, M, dd, d and - _ . / between them, such as {date:yyyyMMdd}." },
        { Dataset("path: 'o-{{date}.csv', query: ~"), "" },

        // Kinds
        { "suite: [a]\n" + Sound[9..], "1:8 DQX1109 'suite' is a text, not a list." },
        { Sound + "version: 2\n", "8:10 DQX1109 'version' is 1, the only one that this dqx reads, not '2'." },
        { Sound + "version: 1\n", "" },
        { Sound + "fail_on: p1\n", "8:10 DQX1109 'fail_on' is one of P0, P1, P2, P3, not 'p1'." },
        { Sound + "extensions: ../e\n", "8:13 DQX1109 'extensions' is a list, not '../e'." },
        { Sound + "extensions: [[a], ~, '']\n", "8:14 DQX1109 A folder is a path, not a list.\n8:19 DQX1109 A folder is a path, not nothing.\n8:22 DQX1109 A folder is a path, not ''." },
        { Sound + "processors: [page]\n", "8:13 DQX1109 'processors' is a mapping, not a list." },
        { Sound + "processors:\n  page: { timeout: 0, enabled: no, on_error: stop }\n", "9:20 DQX1109 'timeout' is a duration such as 500ms, 2s, 5m, 1h or 3d, or a number of seconds, more than none, not '0'.\n9:32 DQX1109 'enabled' is true or false, not 'no'.\n9:46 DQX1109 'on_error' is one of ignore, degrade, fail, not 'stop'." },
        { Sound + "processors:\n  page: later\n", "9:9 DQX1109 Expected a processor, a mapping of use, enabled, timeout, on_error, isolation, memory_limit, when, notify, retries, expire; found 'later'." },
        { Sound + "meta: 1\n", "8:7 DQX1109 'meta' is a mapping, not '1'." },
        { Sound + "sources:\n  wh: { kind: postgres, settings: { a: [1] } }\n", "9:40 DQX1109 'a' is a text, not a list." },
        { UpToAssertions + "      - [a]\n      -\n", "7:9 DQX1109 Expected an assertion, a mapping of name, expect, id, severity, tags, description, meta, no_history; found a list.\n8:8 DQX1109 Expected an assertion, a mapping of name, expect, id, severity, tags, description, meta, no_history; found nothing." },
        { UpToAssertions + "      - { name: n, expect: { num_rows(): 0 } }\n", "7:28 DQX1109 'expect' is a text such as 'num_rows() > 0', not a mapping; quote it as a whole." },

        // Datasets
        { WithoutDatasets + "datasets: { o: { where: a > 1 } }\n", "4:13 DQX1116 The dataset 'o' needs one of path, table and query." },
        { WithoutDatasets + "datasets: { o: { path: a, query: select 1 } }\n", "4:27 DQX1116 The dataset 'o' has path and query; it is one of them." },
        { WithoutDatasets + "datasets: { o: }\n", "4:13 DQX1109 Expected a dataset, a mapping of source, path, table, query, where, options, meta, date_column, timezone, skip_dates, lag_source, settled_after, partitions; found nothing." },
        { WithoutDatasets + "datasets: { o: { path: a, options: [a] } }\n", "4:36 DQX1109 'options' is a mapping, not a list." },

        // What the suite says
        { Sound.Replace("suite: S", "suite: ' '", StringComparison.Ordinal), "1:8 DQX1205 The suite has a blank name." },
        { Sound + "  - name: C\n    assertions: [num_rows() > 1]\n", "8:11 DQX1206 There are two checks named 'C'." },
        { Sound + "      - num_rows() > 0\n", "8:9 DQX1209 Check 'C' has two assertions named 'num_rows() > 0'." },
        { Sound.Replace("    assertions", "    uses: [o, ordrs]\n    tags: [a, b c]\n    assertions", StringComparison.Ordinal), "6:15 DQX1207 Check 'C' uses the unknown dataset 'ordrs'; known: o.\n7:15 DQX1210 The tag 'b c' is not of letters, digits, '_' and '-'.\n9:9 DQX1211 Check 'C', assertion 'num_rows() > 0': num_rows() does not say which dataset it measures; add dataset=NAME (o, ordrs)." },
        { "suite: S\ndatasets: { o: { path: o.csv } }\nchecks: []\n", "3:1 DQX1204 The suite has no assertions: a run of nothing would be a quiet success." },
        { UpToAssertions + "      - { name: n, expect: num_rows() between 2 and 1 }\n", "7:39 DQX1201 The lower bound 2 is above the upper bound 1." },
        { UpToAssertions + "      - '1 + sum(a, dataset=x) > num_rows()'\n", "7:14 DQX1211 Check 'C', assertion '1 + sum(a, dataset=x) > num_rows()': sum(a, dataset=x) names the unknown dataset 'x'; did you mean 'o'?" },
    };

    private static string Dataset(string keys) => $"{WithoutDatasets}datasets: {{ o: {{ {keys} }} }}\n";

    [Theory]
    [MemberData(nameof(Rows))]
    public void EveryErrorIsToldAtOnceAndAtItsPlace(string yaml, string expected)
    {
        if (expected.Length == 0)
        {
            Load(yaml).Warnings.ShouldBeEmpty();
        }
        else
        {
            Short(Fails(yaml).Diagnostics).ShouldBe(expected.Split('\n'));
        }
    }

    [Fact]
    public void AWarningIsNoError()
    {
        var file = Load(Sound + "  - { name: D, assertions: [] }\n");

        Short(file.Warnings).ShouldBe(["8:16 DQX1208 Check 'D' has no assertions."]);
        file.Warnings[0].Severity.ShouldBe(DiagnosticSeverity.Warning);
    }

    [Fact]
    public void TheMessageIsWhatACompilerPrints()
    {
        using var folder = new SuiteFolder(UpToAssertions + "      - name: n\n        expect: sum(\"😀\") > avg(x)\n");

        var error = Should.Throw<SuiteFileException>(() => folder.Load());

        error.DiagnosticId.ShouldBe("DQX1201");
        error.Message.ShouldBe($"""
            {folder.SuitePath}:8:28: error DQX1201: Unknown metric or function avg(…); did you mean 'average'?
                      expect: sum("😀") > avg(x)
                                         ^^^
            """);
    }

    [Fact]
    public void AHundredFindingsAreShownAndTheRestIsCounted()
    {
        var error = Fails(UpToAssertions + string.Concat(Enumerable.Range(0, 250).Select(_ => "      - sum(\n")));

        error.Diagnostics.Length.ShouldBeGreaterThanOrEqualTo(250);
        error.Message.ShouldContain("\n… and ");
        error.Message.Split('\n').Length.ShouldBe(301);
    }
}
