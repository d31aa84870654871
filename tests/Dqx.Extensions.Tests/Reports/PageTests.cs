using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dqx.Extensions.Tests.Reports.Browser;

namespace Dqx.Extensions.Tests.Reports;

/// <summary>The page in a real browser, used with keys and a mouse.</summary>
public sealed class PageTests(Chromium browser) : ReportTest, IClassFixture<Chromium>
{
    [Fact]
    public async Task ThePageTellsHowTheRunWentAndAsksForNothing()
    {
        var page = await OpenAsync(ReportRuns.Sample);

        (await page.TextsAsync("h1")).ShouldBe(["Orders quality ! error"]);
        (await page.TextsAsync("#counts > div")).Select(tile => tile.ReplaceLineEndings(" ")).ShouldBe(
            ["assertions 8", "✓ passed 2 25.0%", "– skipped 1 12.5%", "◌ muted 1 12.5%", "! error 2 25.0%", "✗ failed 2 25.0%"]);
        (await page.TextsAsync("#shown")).ShouldBe(["1 to 8 of 8 results"]);
        (await StatusesAsync(page)).ShouldBe(["failed", "failed", "error", "error", "muted", "skipped", "passed", "passed"]);
        (await page.TextsAsync("#notes li")).ShouldBe(["warning DQX9002: a sample, with | a bar suites/orders.yaml"]);
        page.Requests.Select(address => address.Split(':')[0]).Distinct().ShouldBeSubsetOf(["file", "data"]);
        page.Requests.Count(address => address.StartsWith("file:", StringComparison.Ordinal)).ShouldBe(1);
        page.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task ResultsAreFiltered()
    {
        var page = await OpenAsync(ReportRuns.Sample);

        await page.ClickAsync("#status-filter input[value=error]");
        (await StatusesAsync(page)).ShouldBe(["error", "error"]);
        await page.ClickAsync("#severity-filter input[value=P2]");
        (await NamesAsync(page)).ShouldBe(["e-mail is there"]);
        (await page.TextsAsync("#shown")).ShouldBe(["1 to 1 of 1 results, 8 in all"]);

        await page.ClickAsync("#filters button");
        await page.UntilAsync("document.querySelectorAll('#rows tr').length === 8");
        await page.ClickAsync("#search");
        await page.TypeAsync("REVENUE lag");
        (await NamesAsync(page)).ShouldBe(["daily change [NL]"]);
        await page.TypeAsync("nowhere");
        (await page.TextsAsync("#shown")).ShouldBe(["None of 8 results matches."]);

        await page.ClickAsync("#filters button");
        await page.UntilAsync("document.querySelectorAll('#rows tr').length === 8");
        await page.ValueAsync<bool>("(() => { const tag = document.getElementById('tag'); tag.value = 'finance'; return tag.dispatchEvent(new Event('input', { bubbles: true })); })()");
        (await NamesAsync(page)).ShouldBe(["daily change [NL]", "revenue is positive"]);
        page.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task ResultsAreSortedAndWhatHasNoValueStandsLast()
    {
        var page = await OpenAsync(ReportRuns.Sample);

        (await SortedByAsync(page)).ShouldBe("Status ascending");
        await page.ClickAsync("#columns th:nth-child(5) button");
        (await SortedByAsync(page)).ShouldBe("Value ascending");
        (await page.TextsAsync("#rows td:nth-child(5)")).ShouldBe(["0.30000000000000004", "0.4", "2", "1250.5", "3000000", "–", "–", "–"]);
        await page.ClickAsync("#columns th:nth-child(5) button");
        (await SortedByAsync(page)).ShouldBe("Value descending");
        (await page.TextsAsync("#rows td:nth-child(5)")).ShouldBe(["3000000", "1250.5", "2", "0.4", "0.30000000000000004", "–", "–", "–"]);
        await page.ClickAsync("#columns th:nth-child(2) button");
        (await page.TextsAsync("#rows td:nth-child(2)")).ShouldBe(["P0", "P1", "P1", "P1", "P1", "P2", "P2", "P3"]);
    }

    [Fact]
    public async Task EverythingIsReachedAndUsedWithTheKeyboard()
    {
        var page = await OpenAsync(ReportRuns.Sample, StoredHistory.Before(ReportRuns.Date));
        var reached = new List<string>();
        await page.PressAsync("Tab");
        // After the last stop the focus leaves the page.
        while (await page.ValueAsync<bool>("document.activeElement !== document.body") && reached.Count < 100)
        {
            var stop = await page.ValueAsync<JsonElement>("(() => { const at = document.activeElement; const style = getComputedStyle(at); return { name: at.id || at.getAttribute('aria-label') || at.value || at.innerText.trim() || at.className, seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 }; })()");
            var name = stop.GetProperty("name").GetString() ?? "";
            reached.Add(name);
            stop.GetProperty("seen").GetBoolean().ShouldBeTrue($"nothing shows that {name} has the focus");
            if (name == "passed" || name == "Check")
            {
                await page.PressAsync(name == "Check" ? "Enter" : "Space");
            }

            await page.PressAsync("Tab");
        }

        reached.Take(13).ShouldBe(["Skip to the results", "theme", "search", "tag", "failed", "error", "muted", "skipped", "passed", "P0", "P1", "P2", "P3"]);
        reached.ShouldContain("trend-search");
        reached.ShouldContain("21 values");
        (await SortedByAsync(page)).ShouldBe("Check ascending");
        (await NamesAsync(page)).ShouldBe(["rows are collected", "revenue is positive"]);

        await page.ValueAsync<bool>("document.querySelector('#rows .name').focus(), true");
        await page.PressAsync("Enter");
        (await page.ValueAsync<string>("document.activeElement.getAttribute('aria-expanded')")).ShouldBe("true");
        (await page.TextsAsync(".details dt")).ShouldContain("Expression");
        await page.PressAsync("Space");
        (await page.ValueAsync<int>("document.querySelectorAll('.details').length")).ShouldBe(0);
        page.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task AResultShowsAllThatIsKnownOfIt()
    {
        var page = await OpenAsync(ReportRuns.Sample);

        await OpenResultAsync(page, "daily change [NL]");
        (await FactsAsync(page)).ShouldBe([
            "Expression: sum(revenue) / sum(revenue, lag=1) between 0.8 and 1.2", "Value: 0.30000000000000004", "Expected: between 0.8 and 1.2, tolerance 1e-9", "Severity: P0, declared P2",
            "Segment: NL", "Id: rev-1", "Tags: finance, daily", "Profiles: weekend"]);
        (await page.TextsAsync(".details > table tbody tr")).Select(row => row.Replace('\t', ' ')).ShouldBe(["x_1 sum(revenue) orders 2026-11-20 1250.5", "x_2 sum(revenue, lag=1) orders 2026-11-19 4168.25"]);

        await OpenResultAsync(page, "revenue is positive");
        (await page.ValueAsync<string[]>("[...document.querySelectorAll('.details a')].map(link => `${link.href} ${link.rel} ${link.target} ${link.innerText}`)"))
            .ShouldBe(["https://runbooks.example/revenue?a=1&b=2 noopener noreferrer _blank https://runbooks.example/revenue?a=1&b=2"]);

        await OpenResultAsync(page, "e-mail is there");
        (await FactsAsync(page)).ShouldContain("Error (schema): There is no column 'email'; did you mean 'e_mail'?");
        await OpenResultAsync(page, "rates are low");
        (await FactsAsync(page)).ShouldContain("Muted: counts neither as a failure nor as an error; it failed");
        await OpenResultAsync(page, "as before");
        (await FactsAsync(page)).ShouldContain("Skipped: no past value is stored yet");
    }

    [Fact]
    public async Task AChartIsRead()
    {
        var page = await OpenAsync(ReportRuns.Sample, StoredHistory.Before(ReportRuns.Date));

        (await page.ValueAsync<string>("document.querySelector('#trends svg').getAttribute('aria-label')"))
            .ShouldNotBeNull().ShouldStartWith("sum(revenue) in orders: 20 values from 2026-10-31 to 2026-11-20, lowest 500.");
        (await page.ValueAsync<string[]>("[...document.querySelectorAll('#trends figure:first-child circle title')].map(title => title.textContent)")).ShouldNotBeNull()[^1].ShouldBe("2026-11-20: 1250.5");
        (await page.ValueAsync<string>("document.querySelector('#trends figure:first-child .gap').textContent")).ShouldBe("×2026-11-11: no data for the day");
        (await page.ValueAsync<int>("document.querySelectorAll('#trends figure:first-child .bound').length")).ShouldBe(1);
        (await page.TextsAsync("#trends figure:first-child .bounds li")).ShouldBe(["revenue is positive: > 0"]);
        // Inside its frame, and the line with two strokes of the pen: a day without a value interrupts it.
        (await page.ValueAsync<bool>("(() => { const box = document.querySelector('#trends svg').getBBox(); return box.x >= 0 && box.y >= 0 && box.x + box.width <= 640 && box.y + box.height <= 200; })()")).ShouldBeTrue();
        (await page.ValueAsync<string>("document.querySelector('#trends .line').getAttribute('d')")).ShouldNotBeNull().Count(step => step == 'M').ShouldBe(2);

        await page.ClickAsync("#trends figure:first-child summary");
        var values = (await page.TextsAsync("#trends figure:first-child tbody tr")).Select(row => row.Replace('\t', ' ')).ToList();
        values.Count.ShouldBe(21);
        values[..2].ShouldBe(["2026-11-20 1250.5", "2026-11-19 4168.25"]);
        values.ShouldContain("2026-11-11 no data for the day");

        await page.ClickAsync("#trend-search");
        await page.TypeAsync("rate");
        (await page.TextsAsync("#trends figcaption")).ShouldBe(["maximum(rate) in orders"]);
        page.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task WithoutAHistoryThePageSaysSo()
        => (await (await OpenAsync(ReportRuns.Sample)).TextsAsync("#trends-note")).ShouldHaveSingleItem().ShouldStartWith("There is no history where this run was made");

    [Fact]
    public async Task NamesRunNoScript()
    {
        var names = new[] { ReportRuns.Script, "\"><svg/onload=alert(1)>", "'-alert(1)-'", "{{data}}", "javascript:alert(1)", "\u202Egpj.exe", "<\0script>alert(1)</script>" };
        var page = await OpenAsync(
            ReportRuns.Sample with
            {
                Suite = ReportRuns.Script,
                Key = new ResultKey(ReportRuns.Date, names.Select(name => KeyValuePair.Create(name, name))),
                Labels = ReportRuns.Sample.Labels.AddRange(names.Select(name => KeyValuePair.Create(name, name))),
                Datasets = [.. names],
                Diagnostics = [.. names.Select(name => new Diagnostic { Id = name, Severity = DiagnosticSeverity.Error, Message = name, File = name })],
                Results =
                [
                    .. ReportRuns.Sample.Results,
                    .. names.Select(name => ReportRuns.Of(name, name, AssertionStatus.Error, name, null, "x_1", "x_5") with
                    {
                        Id = name, Segment = name, Operator = name, Error = name, Tags = [name], Profiles = [name], Meta = new Metadata(names.Select(other => KeyValuePair.Create(name + other, other))),
                    }),
                ],
            },
            StoredHistory.Before(ReportRuns.Date));

        await page.ValueAsync<bool>("document.querySelectorAll('#rows .name').forEach(name => name.click()), true");
        (await page.ValueAsync<int>("document.querySelectorAll('.details').length")).ShouldBe(15);
        (await page.ValueAsync<int>("document.querySelectorAll('img, iframe, script:not(#data):not(:last-of-type), [onclick], [onerror], [onload], a[href^=javascript], a[href^=data]').length")).ShouldBe(0);
        (await page.TextsAsync("#suite")).ShouldBe([ReportRuns.Script]);
        (await NamesAsync(page)).ShouldContain("⟨202E⟩gpj.exe [⟨202E⟩gpj.exe]");
        page.Complaints.ShouldBeEmpty();

        // And if one got in, the page's policy would not let it run.
        await page.ValueAsync<bool>("(() => { window.ran = false; const script = document.createElement('script'); script.textContent = 'window.ran = true'; document.body.append(script); const image = document.createElement('div'); image.innerHTML = '<img src=x onerror=\"window.ran = true\">'; document.body.append(image); return true; })()");
        (await page.ValueAsync<bool>("new Promise(done => setTimeout(() => done(window.ran), 100))")).ShouldBeFalse();
        page.Complaints.Count(complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal)).ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData("light", "rgb(245, 246, 248)")]
    [InlineData("dark", "rgb(15, 20, 25)")]
    public async Task BothThemesCanBeRead(string scheme, string ground)
    {
        var page = await OpenAsync(ReportRuns.Sample, StoredHistory.Before(ReportRuns.Date), scheme);

        (await GroundAsync(page)).ShouldBe(ground);
        await page.ValueAsync<bool>("document.querySelector('#rows .name').click(), true");
        (await page.ValueAsync<string[]>(Contrasts)).ShouldBe([]);

        await page.ValueAsync<bool>($"(() => {{ const theme = document.getElementById('theme'); theme.value = '{(scheme == "light" ? "dark" : "light")}'; return theme.dispatchEvent(new Event('change')); }})()");
        (await GroundAsync(page)).ShouldNotBe(ground);
        (await page.ValueAsync<string[]>(Contrasts)).ShouldBe([]);
    }

    [Fact]
    public async Task TenThousandResultsAreThereWithinTwoSeconds()
    {
        await Write(ReportRuns.Large(10_000), new { path = "report.html" }, StoredHistory.Before(ReportRuns.Date));
        var times = new List<double>();

        // The best of some: what others do on the machine at the same time is none of the page's business.
        var page = await browser.OpenAsync(In("report.html"));
        times.Add(await page.ValueAsync<double>(UntilReady));
        while (times[^1] >= 2000 && times.Count < 5)
        {
            page = await browser.OpenAsync(In("report.html"));
            times.Add(await page.ValueAsync<double>(UntilReady));
        }

        times[^1].ShouldBeLessThan(2000, string.Join(", ", times));
        (await page.TextsAsync("#shown")).ShouldBe(["1 to 100 of 10,000 results"]);
        (await page.ValueAsync<int>("document.querySelectorAll('*').length")).ShouldBeLessThan(6000);
        await page.ClickAsync("#pager button:last-child");
        (await page.TextsAsync("#pager .place")).ShouldBe(["Page 100 of 100"]);
        (await page.TextsAsync("#shown")).ShouldBe(["9,901 to 10,000 of 10,000 results"]);
        await page.ClickAsync("#search");
        var begin = Stopwatch.GetTimestamp();
        await page.TypeAsync("column_9999");
        (await NamesAsync(page)).ShouldBe(["assertion 9999"]);
        Stopwatch.GetElapsedTime(begin).ShouldBeLessThan(TimeSpan.FromSeconds(2));
        (await page.TextsAsync("#trends-shown")).ShouldBe(["500 of 500 charts"]);
        page.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task OnPaperThereAreAllResults()
    {
        var page = await OpenAsync(ReportRuns.Large(250));

        await page.ValueAsync<bool>("window.dispatchEvent(new Event('beforeprint'))");
        (await page.ValueAsync<int>("document.querySelectorAll('#rows tr').length")).ShouldBe(250);
        await page.ValueAsync<bool>("window.dispatchEvent(new Event('afterprint'))");
        (await page.ValueAsync<int>("document.querySelectorAll('#rows tr').length")).ShouldBe(100);
    }

    [Fact]
    public async Task AnEmptyRunHasAPageToo()
    {
        var page = await OpenAsync(ReportRuns.Sample with { Results = [], Symbols = [], Datasets = [], Diagnostics = [] });

        (await page.TextsAsync("#shown")).ShouldBe(["The run has no results."]);
        (await page.TextsAsync("h1")).ShouldBe(["Orders quality – skipped"]);
        page.Complaints.ShouldBeEmpty();
    }

    /// <summary>From the beginning of the navigation until everything is made and painted.</summary>
    private const string UntilReady = "new Promise(done => requestAnimationFrame(() => setTimeout(() => done(Math.max(performance.getEntriesByType('navigation')[0].loadEventEnd, performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0)))))";

    /// <summary>The texts that have less than the 4.5 : 1 that the WCAG ask for (AA).</summary>
    private const string Contrasts = """
        (() => {
          const numbers = color => color.match(/[\d.]+/g).map(Number);
          const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
          const ground = element => {
            for (let at = element; at; at = at.parentElement) {
              const color = numbers(getComputedStyle(at).backgroundColor);
              if (color.length === 3 || color[3] > 0) return color;
            }
            return [255, 255, 255];
          };
          const poor = [];
          for (const element of document.querySelectorAll('body *:not(script)')) {
            const shown = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim() !== '') && element.checkVisibility();
            if (!shown) continue;
            const style = getComputedStyle(element);
            const color = numbers(element.namespaceURI.endsWith('svg') ? style.fill : style.color);
            const [a, b] = [light(color), light(ground(element))];
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (ratio < 4.5) poor.push(`${element.tagName}.${element.className} ${element.textContent.slice(0, 40)}: ${ratio.toFixed(2)}`);
          }
          return poor;
        })()
        """;

    private async Task<Tab> OpenAsync(SuiteRun run, IMetricHistoryReader? history = null, string scheme = "light")
    {
        await Write(run, new { path = "report.html" }, history);
        return await browser.OpenAsync(In("report.html"), scheme);
    }

    private static Task<string[]> StatusesAsync(Tab page) => page.ValueAsync<string[]>("[...document.querySelectorAll('#rows tr')].map(row => row.className)")!;

    private static Task<string[]> NamesAsync(Tab page) => page.TextsAsync("#rows .name");

    private static Task<string?> SortedByAsync(Tab page)
        => page.ValueAsync<string>("[...document.querySelectorAll('#columns th')].filter(head => head.getAttribute('aria-sort') !== 'none').map(head => `${head.innerText.trim()} ${head.getAttribute('aria-sort')}`).join()");

    private static Task<string?> GroundAsync(Tab page) => page.ValueAsync<string>("getComputedStyle(document.body).backgroundColor");

    /// <summary>Opens one result and closes the others.</summary>
    private static async Task OpenResultAsync(Tab page, string name)
    {
        await page.ValueAsync<bool>($"(() => {{ document.querySelectorAll('#rows .name[aria-expanded=true]').forEach(open => open.click()); [...document.querySelectorAll('#rows .name')].find(button => button.innerText.trim() === {JsonSerializer.Serialize(name)}).setAttribute('data-wanted', ''); return true; }})()");
        await page.ClickAsync("[data-wanted]");
        await page.ValueAsync<bool>("document.querySelector('[data-wanted]').removeAttribute('data-wanted'), true");
    }

    private static async Task<string[]> FactsAsync(Tab page)
        => await page.ValueAsync<string[]>("[...document.querySelectorAll('.details dt')].map(name => `${name.innerText}: ${name.nextElementSibling.innerText}`)") ?? [];
}
