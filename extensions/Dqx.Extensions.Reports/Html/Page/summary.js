// The head of the page: which suite, which day, how it went.
function showSummary() {
  const tags = Object.entries(run.key.tags).map(([name, value]) => `${name}=${value}`);
  byId("suite").append(named(run.suite));
  byId("verdict").append(badge(run.status));
  byId("about").append(
    make("time", { datetime: run.key.date }, run.key.date),
    ...[...tags, ...Object.entries(run.labels).map(([name, value]) => `${name}=${value}`)].flatMap(tag => [" · ", named(tag)]),
    ` · ${run.datasets.length === 1 ? "dataset" : "datasets"} `,
    ...(run.datasets.length === 0 ? ["none"] : run.datasets.flatMap((dataset, index) => [index === 0 ? "" : ", ", named(dataset)])),
    ` · started ${run.started_at.replace("T", " ").replace(/(\.[0-9]+)?Z$/, " UTC")} · took ${duration(run.duration_ms)}`);
  byId("run-id").append(`Run ${run.run_id}, ${run.schema}`);
  const counts = new Map(statuses.map(status => [status, 0]));
  rows.forEach(row => counts.set(row.status, counts.get(row.status) + 1));
  byId("share").append(share(counts));
  byId("counts").append(
    tile("assertions", "", run.summary.assertions),
    ...[...statuses].reverse().map(status => tile(status, status, counts.get(status))));
  byId("notes-section").hidden = run.diagnostics.length === 0;
  byId("notes").append(...run.diagnostics.map(note => make("li", null, `${note.severity} ${note.id}: `, named(note.message), note.file === null ? null : make("span", { class: "faint" }, " ", named(note.file)))));
}

function duration(milliseconds) {
  return milliseconds < 1000 ? `${Math.round(milliseconds * 10) / 10} ms` : `${Math.round(milliseconds / 100) / 10} s`;
}

function tile(name, status, count) {
  const total = run.summary.assertions;
  const percent = status === "" || total === 0 ? null : make("span", { class: "faint" }, ` ${(100 * count / total).toFixed(1)}%`);
  return make("div", { class: `tile ${status}${count === 0 ? " none" : ""}` },
    make("dt", null, status === "" ? null : make("span", { "aria-hidden": "true" }, `${signs[status]} `), name),
    make("dd", null, count.toLocaleString("en"), percent));
}

// One bar; the numbers below it say the same.
function share(counts) {
  const bar = draw("svg", { class: "share", viewBox: "0 0 1000 10", preserveAspectRatio: "none", "aria-hidden": "true" });
  let x = 0;
  for (const status of [...statuses].reverse()) {
    const width = rows.length === 0 ? 0 : 1000 * counts.get(status) / rows.length;
    bar.append(draw("rect", { class: status, x, y: 0, width, height: 10 }));
    x += width;
  }
  return bar;
}
