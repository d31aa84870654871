// The table of results, a page at a time: ten thousand rows at once would take a browser seconds.
const pageSize = 100;
const collator = new Intl.Collator("en", { numeric: true });
const columns = [
  { name: "Status", of: row => statuses.indexOf(row.status) },
  { name: "Severity", of: row => row.severity },
  { name: "Check", of: row => row.result.check },
  { name: "Assertion", of: row => row.name },
  { name: "Value", of: row => row.result.value, number: true },
  { name: "Expected", of: row => expected(row.result) },
];

function showResults() {
  let sorted = { column: columns[0], down: false };
  let at = 0;
  let found = [];
  const heads = columns.map(column => {
    const button = make("button", { type: "button" }, column.name);
    button.addEventListener("click", () => {
      sorted = { column, down: sorted.column === column && !sorted.down };
      changed();
    });
    return make("th", { scope: "col", class: column.number ? "number" : null }, button);
  });
  byId("columns").append(...heads);
  const turn = pager(byId("pager"), "results", target => {
    at = target;
    show();
    byId("results").scrollIntoView();
  });
  const filter = makeFilters(() => changed());

  function changed() {
    at = 0;
    found = order(filter(), sorted);
    heads.forEach((head, index) => {
      const own = columns[index] === sorted.column;
      head.setAttribute("aria-sort", own ? (sorted.down ? "descending" : "ascending") : "none");
    });
    show();
  }

  function show() {
    const first = at * pageSize;
    const shown = found.slice(first, first + pageSize);
    byId("rows").replaceChildren(...shown.map(rowOf));
    const total = rows.length.toLocaleString("en");
    byId("shown").textContent = rows.length === 0 ? "The run has no results."
      : found.length === 0 ? `None of ${total} results matches.`
        : `${(first + 1).toLocaleString("en")} to ${(first + shown.length).toLocaleString("en")} of ${found.length.toLocaleString("en")} results${found.length === rows.length ? "" : `, ${total} in all`}`;
    turn(at, Math.ceil(found.length / pageSize));
  }

  // On paper there are no pages to turn.
  window.addEventListener("beforeprint", () => byId("rows").replaceChildren(...found.map(rowOf)));
  window.addEventListener("afterprint", show);
  changed();
}

// What has no value stands last in either direction; what is equal, by severity, then as in the suite.
function order(found, { column, down }) {
  const keyed = found.map(row => ({ row, key: column.of(row) }));
  keyed.sort((a, b) => {
    const without = (a.key === null) - (b.key === null);
    const compared = typeof a.key === "number" ? a.key - b.key : collator.compare(a.key ?? "", b.key ?? "");
    return without || (down ? -compared : compared) || a.row.severity - b.row.severity || a.row.index - b.row.index;
  });
  return keyed.map(({ row }) => row);
}

function rowOf(row) {
  const { result } = row;
  const id = `result-${row.index}`;
  const button = make("button", { type: "button", class: "name", "aria-expanded": "false", "aria-controls": id }, named(row.name));
  const reason = cause(result);
  const element = make("tr", { class: row.status },
    make("td", null, badge(row.status)),
    make("td", null, make("span", { class: `severity ${result.severity}` }, result.severity)),
    make("td", null, named(result.check)),
    make("th", { scope: "row" }, button, reason === "" ? null : make("div", { class: "cause" }, named(reason))),
    make("td", { class: "number" }, number(result.value)),
    make("td", { class: "expected" }, expected(result)));
  const open = () => {
    const opened = button.getAttribute("aria-expanded") === "false";
    button.setAttribute("aria-expanded", String(opened));
    if (opened) {
      element.after(make("tr", { id, class: "opened" }, make("td", { colspan: columns.length }, details(row))));
    } else {
      byId(id).remove();
    }
  };
  // The whole row is a target for a mouse; the button is the one for everybody.
  element.addEventListener("click", event => {
    if (event.target.closest("a") === null && String(window.getSelection()) === "") {
      open();
    }
  });
  return element;
}
