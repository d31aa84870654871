// Everything about one result.
function details(row) {
  const { result } = row;
  const used = result.symbols.map(name => symbols.get(name)).filter(symbol => symbol !== undefined);
  const trends = [...new Set(used.map(symbol => page.trend_of[symbol.name]).filter(index => index !== undefined))].map(index => page.trends[index]);
  return make("div", { class: "details" },
    make("dl", null,
      ...fact("Expression", make("code", { class: "long" }, visible(result.expression))),
      ...(row.status === "muted" ? fact("Muted", `counts neither as a failure nor as an error; it ${result.status === "failed" ? "failed" : "could not be evaluated"}`) : []),
      ...(cause(result) === "" ? [] : fact(result.status === "error" ? `Error${result.error_kind === null ? "" : ` (${result.error_kind})`}` : "Skipped", make("bdi", { class: "long" }, visible(cause(result))))),
      ...fact("Value", number(result.value)),
      ...fact("Expected", expected(result), result.tolerance === null ? null : make("span", { class: "faint" }, `, tolerance ${result.tolerance}`)),
      ...fact("Severity", result.severity, result.severity === result.severity_declared ? null : make("span", { class: "faint" }, `, declared ${result.severity_declared}`)),
      ...(result.segment === null ? [] : fact("Segment", named(result.segment))),
      ...(result.id === null ? [] : fact("Id", named(result.id))),
      ...list("Tags", result.tags),
      ...list("Profiles", result.profiles),
      ...Object.entries(result.meta).flatMap(([name, value]) => fact(line(name), linked(typeof value === "string" ? value : JSON.stringify(value))))),
    used.length === 0 ? null : symbolTable(used),
    trends.length === 0 ? null : make("div", { class: "figures" }, ...trends.map(figure)));
}

const fact = (name, ...content) => [make("dt", null, name), make("dd", null, ...content)];

const list = (name, items) => (items.length === 0 ? [] : fact(name, ...items.flatMap((item, index) => [index === 0 ? "" : ", ", named(item)])));

function symbolTable(used) {
  const heads = ["Symbol", "Metric", "Dataset", "Date", "Value"];
  return make("table", { class: "values" },
    make("thead", null, make("tr", null, ...heads.map(head => make("th", { scope: "col", class: head === "Value" ? "number" : null }, head)))),
    make("tbody", null, ...used.map(symbol => make("tr", null,
      make("th", { scope: "row" }, symbol.name),
      make("td", null, make("code", null, named(symbol.metric))),
      make("td", null, symbol.dataset === null ? "–" : named(symbol.dataset)),
      make("td", null, symbol.date),
      make("td", { class: symbol.value === null ? "cause" : "number" }, symbol.value === null ? named(symbol.error ?? "no value") : number(symbol.value))))));
}
