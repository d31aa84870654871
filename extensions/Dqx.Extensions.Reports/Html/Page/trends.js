// The charts, those of problems first.
const trendsPage = 24;

function showTrends() {
  const weight = new Map();
  for (const row of rows) {
    for (const index of row.result.symbols.map(name => page.trend_of[name]).filter(index => index !== undefined)) {
      weight.set(index, Math.min(weight.get(index) ?? statuses.length, statuses.indexOf(row.status)));
    }
  }
  const drawn = page.trends
    .map((trend, index) => ({ trend, weight: weight.get(index) ?? statuses.length, text: `${trend.metric} ${trend.dataset ?? ""}`.toLowerCase() }))
    .filter(({ trend }) => trend.points.filter(point => point.value !== undefined).length > 1)
    .sort((a, b) => a.weight - b.weight);
  byId("trends-note").textContent = note(drawn.length);
  byId("trends-tools").hidden = drawn.length === 0;
  let at = 0;
  const turn = pager(byId("trends-pager"), "trends", target => {
    at = target;
    show();
    byId("trends-title").scrollIntoView();
  });
  const show = () => {
    const words = byId("trend-search").value.toLowerCase().split(/\s+/).filter(word => word !== "");
    const found = drawn.filter(({ text }) => words.every(word => text.includes(word)));
    const shown = found.slice(at * trendsPage, (at + 1) * trendsPage);
    byId("trends").replaceChildren(...shown.map(({ trend }) => figure(trend)));
    byId("trends-shown").textContent = `${found.length.toLocaleString("en")} of ${drawn.length.toLocaleString("en")} charts`;
    turn(at, Math.ceil(found.length / trendsPage));
  };
  byId("trend-search").addEventListener("input", () => {
    at = 0;
    show();
  });
  show();
}

function note(drawn) {
  const without = page.trends.length - drawn;
  const more = [
    without > 0 ? `${without === 1 ? "1 metric has" : `${without.toLocaleString("en")} metrics have`} no past value yet.` : "",
    page.trends_left_out > 0 ? `${page.trends_left_out.toLocaleString("en")} more metrics are left out.` : ""].filter(text => text !== "").join(" ");
  return page.history === "off" ? "There are no charts: trend_days is 0."
    : page.history === "none" ? "There is no history where this run was made, so there are no past values beyond those that it measured itself."
      : page.history === "failed" ? "The history could not be read; what stands here is what was read before that and what the run measured itself."
        : drawn === 0 ? "No past values are stored yet: the charts come with the next runs."
          : `Stored values of the last ${page.trend_days} days. A dashed line is a bound. ${more}`;
}
