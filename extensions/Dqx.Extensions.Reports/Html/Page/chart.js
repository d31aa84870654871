// A metric from day to day, with the bounds that assertions hold it to.
const frame = { width: 640, height: 200, left: 70, right: 14, top: 14, bottom: 30 };
const short = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 4 });
const dayOf = date => Date.parse(`${date}T00:00:00Z`) / 86400000;

function figure(trend) {
  const values = trend.points.filter(point => point.value !== undefined);
  const caption = make("figcaption", null, make("code", null, named(trend.metric)), trend.dataset === null ? null : make("span", { class: "faint" }, " in ", named(trend.dataset)));
  const bounds = trend.bounds.map(bound => make("li", null, make("span", { class: "dash", "aria-hidden": "true" }), named(bound.assertion)));
  return make("figure", null,
    caption,
    values.length < 2 ? make("p", { class: "faint" }, "There is no past value to draw yet.") : chart(trend, values),
    bounds.length === 0 ? null : make("ul", { class: "bounds" }, ...bounds),
    table(trend));
}

function table(trend) {
  return make("details", null, make("summary", null, `${trend.points.length === 1 ? "1 value" : `${trend.points.length} values`}`),
    make("table", { class: "values" },
      make("thead", null, make("tr", null, make("th", { scope: "col" }, "Date"), make("th", { scope: "col", class: "number" }, "Value"))),
      make("tbody", null, ...[...trend.points].reverse().map(point => make("tr", null,
        make("th", { scope: "row" }, point.date),
        make("td", { class: point.value === undefined ? "cause" : "number" }, point.value === undefined ? named(point.error ?? "no value") : number(point.value)))))));
}

function chart(trend, values) {
  const numbers = values.map(point => point.value);
  const [lowest, highest] = [Math.min(...numbers), Math.max(...numbers)];
  // A bound far away would press the line flat; the list below the chart names it all the same.
  const reach = 2 * (highest - lowest) || Math.abs(highest) || 1;
  const bounds = trend.bounds.map(bound => bound.value).filter(bound => bound >= lowest - reach && bound <= highest + reach);
  const scale = ticks(Math.min(lowest, ...bounds), Math.max(highest, ...bounds));
  const [from, to] = [dayOf(trend.points[0].date), dayOf(trend.points.at(-1).date)];
  const x = date => frame.left + (frame.width - frame.left - frame.right) * (to === from ? 0.5 : (dayOf(date) - from) / (to - from));
  const y = value => frame.top + (frame.height - frame.top - frame.bottom) * (1 - (value - scale[0]) / (scale.at(-1) - scale[0]));
  const label = `${line(trend.metric)}${trend.dataset === null ? "" : ` in ${line(trend.dataset)}`}: ${values.length} values from ${values[0].date} to ${values.at(-1).date}, lowest ${lowest}, highest ${highest}, newest ${values.at(-1).value}`;
  const right = frame.width - frame.right;
  return draw("svg", { class: "chart", viewBox: `0 0 ${frame.width} ${frame.height}`, role: "img", "aria-label": label },
    ...scale.flatMap(tick => [
      draw("line", { class: "grid", x1: frame.left, x2: right, y1: y(tick), y2: y(tick) }),
      draw("text", { class: "axis", x: frame.left - 8, y: y(tick) + 4, "text-anchor": "end" }, short.format(tick))]),
    draw("text", { class: "axis", x: frame.left, y: frame.height - 8 }, trend.points[0].date),
    to === from ? null : draw("text", { class: "axis", x: right, y: frame.height - 8, "text-anchor": "end" }, trend.points.at(-1).date),
    ...bounds.map(bound => draw("line", { class: "bound", x1: frame.left, x2: right, y1: y(bound), y2: y(bound) })),
    draw("path", { class: "line", d: path(trend.points, x, y) }),
    ...trend.points.map(point => mark(point, x, y)));
}

// A day without a value interrupts the line.
function path(points, x, y) {
  let pen = "M";
  return points.map(point => {
    const step = point.value === undefined ? "" : `${pen}${x(point.date).toFixed(1)} ${y(point.value).toFixed(1)}`;
    pen = point.value === undefined ? "M" : "L";
    return step;
  }).join("");
}

function mark(point, x, y) {
  const at = x(point.date);
  if (point.value === undefined) {
    return draw("text", { class: "gap", x: at, y: frame.height - frame.bottom - 4, "text-anchor": "middle" }, "×", draw("title", null, `${point.date}: ${line(point.error ?? "no value")}`));
  }
  const own = point.date === run.key.date;
  return draw("circle", { class: own ? "point own" : "point", cx: at, cy: y(point.value), r: own ? 5 : 3 }, draw("title", null, `${point.date}: ${point.value}`));
}

// Three to six round numbers around a range.
function ticks(lowest, highest) {
  const range = highest - lowest || Math.abs(highest) || 1;
  const power = 10 ** Math.floor(Math.log10(range / 3));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(size => range / size <= 5);
  const first = Math.floor(lowest / step);
  const last = Math.max(Math.ceil(highest / step), first + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}
