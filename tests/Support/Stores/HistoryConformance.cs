using Dqx.History;

namespace Dqx.Tests.Support.Stores;

/// <summary>What every history does the same, wherever it keeps its values.</summary>
public abstract class HistoryConformance
{
    private protected static readonly DateOnly s_date = new(2026, 11, 20);
    private protected static readonly HistoryKey s_key = new("Suite", "data", "f", "sum(c)", s_date, "");

    public static TheoryData<string> Texts => ["'; DROP TABLE x; --", "\"$1\" dqx.versions", "é 漢 😀", "", "   ", "a\r\nb", new string('x', 20_000)];

    [Fact]
    public async Task WhatIsNotThereHoldsNothingAndIsNotMadeByReading()
    {
        await using var history = Open();

        (await history.FindAsync([], default)).ShouldBeEmpty();
        (await history.FindAsync([s_key], default)).ShouldBeEmpty();
        (await history.ListAsync(null, default)).ShouldBeEmpty();
        (await history.ReadAsync(Query(s_key), default).ToListAsync()).ShouldBeEmpty();
        Exists().ShouldBeFalse();
    }

    [Fact]
    public async Task TheNewestRunWithAValueWinsAndAnOutageNeverShadowsIt()
    {
        await using var history = Open();
        await SaveAsync(history, (s_key, 1, null));
        await SaveAsync(history, (s_key, 2, null));
        await SaveAsync(history, (s_key, null, "outage"));
        await SaveAsync(history, (s_key with { Metric = "max(c)" }, null, "no column"));
        await SaveAsync(history, (s_key with { Metric = "max(c)" }, null, "no rows"));

        (await ValueAsync(history, s_key)).Value.ShouldBe(2);
        (await ValueAsync(history, s_key with { Metric = "max(c)" })).ShouldSatisfyAllConditions(value => value.Error.ShouldBe("no rows"), value => value.Value.ShouldBeNull());
        (await history.ReadAsync(Query(s_key), default).ToListAsync()).ShouldHaveSingleItem().Value.ShouldBe(2);
    }

    [Theory]
    [InlineData("suite")]
    [InlineData("dataset")]
    [InlineData("fingerprint")]
    [InlineData("metric")]
    [InlineData("date")]
    [InlineData("segment")]
    [InlineData("tags")]
    public async Task AnotherKeyIsAnotherValue(string part)
    {
        await using var history = Open();
        await SaveAsync(history, (s_key, 1, null));
        var other = part switch
        {
            "suite" => s_key with { Suite = "Other" },
            "dataset" => s_key with { Dataset = "other" },
            "fingerprint" => s_key with { Fingerprint = "g" },
            "metric" => s_key with { Metric = "Sum(c)" },
            "segment" => s_key with { Segment = "part-1" },
            "date" => s_key with { Date = s_date.AddDays(-1) },
            _ => s_key with { Tags = "{\"env\":\"prod\"}" },
        };

        (await history.FindAsync([other, s_key, other], default)).Keys.ShouldBe([s_key]);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task AnyTextIsAKeyAReasonAndAState(string text)
    {
        await using var history = Open();
        var key = new HistoryKey(text, text, text, text, s_date, text) { Segment = text };
        var shown = new HistoryKey(text, text, "f", text, s_date, "");
        await history.SaveAsync(Batch(new HistoryEntry(key, text, null, text) { State = text }, new HistoryEntry(shown, text, 1, null)), default);

        (await ValueAsync(history, key)).ShouldSatisfyAllConditions(value => value.Error.ShouldBe(text), value => value.State.ShouldBe(text), value => value.Value.ShouldBeNull());
        (await history.ListAsync(text, default)).Where(metric => metric.Tags.Length == 0).ShouldContain(new StoredMetric(text, text, text, "", 1, s_date) { Definitions = text.Length == 0 ? 2 : 1 });
        (await history.ReadAsync(Query(shown), default).ToListAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task EveryNumberAndTheWholeKeyComesBackAsItWas()
    {
        await using var history = Open();
        var numbers = new[] { 0.1, 0, double.MaxValue, double.Epsilon, 16_777_217, 1e-300, -1e15 };
        var batch = Batch([.. numbers.Select((number, index) => new HistoryEntry(s_key with { Date = DateOnly.MinValue.AddDays(index) }, "data.csv", number, null)), new HistoryEntry(s_key with { Date = DateOnly.MaxValue }, null, 7, null)]);
        await history.SaveAsync(batch, default);

        var found = await history.FindAsync([.. batch.Values.Select(entry => entry.Key)], default);

        batch.Values.ShouldAllBe(entry => BitConverter.DoubleToInt64Bits(found[entry.Key].Value ?? double.NaN) == BitConverter.DoubleToInt64Bits(entry.Value ?? double.NaN));
        found.Values.ShouldAllBe(value => value.RunId == batch.RunId && value.State == null && value.Error == null);
        (await history.ReadAsync(Query(s_key), default).ToListAsync()).Select(point => point.Date).ShouldBe(batch.Values.Select(entry => entry.Key.Date));
    }

    [Fact]
    public async Task PointsComeOldestFirstOnePerDateAndOldOnesAreDeleted()
    {
        await using var history = Open();
        foreach (var days in new[] { 0, 2, 1, 1 })
        {
            await SaveAsync(history, (s_key with { Date = s_date.AddDays(-days) }, days, null));
        }

        await SaveAsync(history, (s_key with { Suite = "Other", Date = s_date.AddDays(-9) }, 9, null));

        (await history.ReadAsync(Query(s_key), default).ToListAsync()).Select(point => point.Value).ShouldBe([2, 1, 0]);
        (await history.ReadAsync(Query(s_key, s_date.AddDays(-1), s_date.AddDays(-1)), default).ToListAsync()).ShouldHaveSingleItem().Date.ShouldBe(s_date.AddDays(-1));
        (await history.ListAsync("Suite", default)).ShouldHaveSingleItem().Values.ShouldBe(3);
        (await history.DeleteBeforeAsync("Suite", s_date, default)).ShouldBe(3);
        (await history.DeleteBeforeAsync("Suite", s_date, default)).ShouldBe(0);
        (await history.ListAsync(null, default)).Select(metric => metric.Suite).ShouldBe(["Other", "Suite"]);
    }

    [Fact]
    public async Task WhatIsShownOfAMetricIsTheDefinitionThatWasMeasuredLast()
    {
        await using var history = Open();
        await SaveAsync(history, (s_key, 1, null), (s_key with { Date = s_date.AddDays(-1) }, 1, null));
        await SaveAsync(history, (s_key with { Fingerprint = "g" }, 2, null), (s_key with { Segment = "part" }, 3, null), (s_key with { Dataset = "a" }, 4, null), (s_key with { Dataset = "B" }, 5, null));

        (await history.ListAsync(null, default)).ShouldBe([
            new StoredMetric("Suite", "B", "sum(c)", "", 1, s_date), new StoredMetric("Suite", "a", "sum(c)", "", 1, s_date), new StoredMetric("Suite", "data", "sum(c)", "", 1, s_date) { Definitions = 2 }]);
        (await history.ReadAsync(Query(s_key), default).ToListAsync()).ShouldHaveSingleItem().Value.ShouldBe(2);

        await SaveAsync(history, (s_key, 6, null));
        (await history.ReadAsync(Query(s_key), default).ToListAsync()).Select(point => point.Value).ShouldBe([1, 6]);
    }

    [Fact]
    public async Task APartOfTheDataIsFoundInItsVersionWhateverTheDate()
    {
        await using var history = Open();
        var part = s_key with { Segment = "part", Version = "1" };
        foreach (var (days, state) in new[] { (9, "old"), (3, "new") })
        {
            await history.SaveAsync(Batch(new HistoryEntry(part with { Date = s_date.AddDays(-days) }, null, null, null) { State = state }), default);
        }

        await history.SaveAsync(Batch(new HistoryEntry(part with { Version = "2", Date = s_date.AddDays(-1) }, null, 7, null), new HistoryEntry(s_key with { Date = s_date.AddDays(1) }, null, 8, null)), default);

        HistoryKey[] keys = [part, part with { Date = s_date.AddDays(-4) }, part with { Date = s_date.AddDays(-10) }, part with { Version = "2" }, part with { Version = "3" }, part with { Version = null }, s_key];
        var found = await history.FindNewestAsync(keys, default);

        found.Keys.ShouldBe([keys[0], keys[1], keys[3]], ignoreOrder: true);
        found[keys[0]].ShouldSatisfyAllConditions(value => value.State.ShouldBe("new"), value => value.Date.ShouldBe(s_date.AddDays(-3)));
        found[keys[1]].State.ShouldBe("old");
        found[keys[3]].Value.ShouldBe(7);
        (await history.FindAsync([part with { Date = s_date.AddDays(-3) }, part with { Date = s_date.AddDays(-3), Version = null }], default)).ShouldHaveSingleItem().Value.State.ShouldBe("new");
        (await history.FindNewestAsync([], default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ARunIsStoredWholeOrNotAtAll()
    {
        await using var history = Open();
        var run = Batch(new HistoryEntry(s_key, null, 1, null), new HistoryEntry(s_key, null, 2, null));
        await history.SaveAsync(run, default);

        // What stands twice in a run has the last value; a run is stored once.
        (await ValueAsync(history, s_key)).Value.ShouldBe(2);
        var again = run with { Values = [new HistoryEntry(s_key with { Metric = "new" }, null, 3, null), new HistoryEntry(s_key, null, 4, null)] };
        await Should.ThrowAsync<DqxException>(() => history.SaveAsync(again, default).AsTask());
        (await ValueAsync(history, s_key)).Value.ShouldBe(2);
        (await history.ListAsync(null, default)).Count.ShouldBe(1);
        await Should.ThrowAsync<OperationCanceledException>(() => history.SaveAsync(Batch(new HistoryEntry(s_key, null, 5, null)), new CancellationToken(canceled: true)).AsTask());
        (await ValueAsync(history, s_key)).Value.ShouldBe(2);
        await history.SaveAsync(Batch(), default);
    }

    [Fact]
    public async Task ALargeRunIsStoredAndFoundAtOnce()
    {
        await using var history = Open();
        var keys = Enumerable.Range(0, 5_000).Select(number => s_key with { Metric = $"m{number % 1_000}", Date = s_date.AddDays(-number / 1_000) }).ToList();
        await history.SaveAsync(Batch([.. keys.Select((key, index) => new HistoryEntry(key, null, index, null))]), default);

        var found = await history.FindAsync(keys, default);

        keys.Select(key => found[key].Value).ShouldBe(Enumerable.Range(0, 5_000).Select(index => (double?)index));
    }

    [Fact]
    public async Task ConcurrentRunsLoseNothing()
    {
        // They also race to make it; and half of what each writes the others write too, in another order.
        var runs = Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            await using var history = Open();
            for (var run = 0; run < 5; run++)
            {
                var metrics = Enumerable.Range(0, 20).SelectMany(metric => new[] { s_key with { Metric = $"m{metric}" }, s_key with { Metric = $"m{metric}", Suite = $"S{writer}" } });
                await SaveAsync(history, [.. (writer % 2 == 0 ? metrics : metrics.Reverse()).Select(key => (key, (double?)run, (string?)null))]);
            }
        }));

        await Task.WhenAll(runs);

        await using var after = Open();
        (await after.ListAsync(null, default)).Count.ShouldBe(20 + (8 * 20));
        (await ValueAsync(after, s_key with { Metric = "m7", Suite = "S3" })).Value.ShouldBe(4);
        CountValues().ShouldBe(8 * 5 * 40);
    }

    [Fact]
    public async Task WhatIsReadOnlyIsReadAndNotWritten()
    {
        await using (var history = Open())
        {
            await SaveAsync(history, (s_key, 1, null));
        }

        await using var reader = Open(isReadOnly: true);

        (await ValueAsync(reader, s_key)).Value.ShouldBe(1);
        await Should.ThrowAsync<InvalidOperationException>(() => SaveAsync(reader, (s_key, 2, null)));
        await Should.ThrowAsync<InvalidOperationException>(() => reader.DeleteBeforeAsync("Suite", DateOnly.MaxValue, default).AsTask());
        (await ValueAsync(reader, s_key)).Value.ShouldBe(1);
    }

    [Fact]
    public async Task ANewerVersionIsRefusedWithBothVersions()
    {
        await using var history = Open();
        await SaveAsync(history, (s_key, 1, null));
        SetVersion(7);

        await using var old = Open();
        foreach (var use in new Func<Task>[] { () => SaveAsync(old, (s_key, 1, null)), () => old.FindAsync([], default).AsTask(), () => old.ListAsync(null, default).AsTask() })
        {
            var refused = await Should.ThrowAsync<DqxException>(use);
            refused.DiagnosticId.ShouldBe(NewerId);
            refused.Message.ShouldContain("version 7");
            refused.Message.ShouldContain("version 2");
        }
    }

    /// <summary>The diagnostic of what a newer version made.</summary>
    protected abstract string NewerId { get; }

    /// <summary>Opens the history of this test.</summary>
    protected abstract IMetricHistory Open(bool isReadOnly = false);

    /// <summary>Whether there is something where the history of this test is.</summary>
    protected abstract bool Exists();

    /// <summary>How many values are stored, those of the same date included.</summary>
    protected abstract long CountValues();

    /// <summary>Lies about the version that made it.</summary>
    protected abstract void SetVersion(int version);

    private protected static async Task SaveAsync(IMetricHistory history, params (HistoryKey Key, double? Value, string? Error)[] values)
        => await history.SaveAsync(Batch([.. values.Select(value => new HistoryEntry(value.Key, null, value.Value, value.Error))]), default);

    private protected static HistoryBatch Batch(params HistoryEntry[] values) => new(Guid.CreateVersion7(), DateTimeOffset.UnixEpoch, values);

    private protected static async Task<StoredValue> ValueAsync(IMetricHistory history, HistoryKey key) => (await history.FindAsync([key], default))[key];

    private static MetricQuery Query(HistoryKey key, DateOnly? from = null, DateOnly? to = null)
        => new(key.Suite, key.Dataset, key.Metric, from ?? DateOnly.MinValue, to ?? DateOnly.MaxValue);
}
