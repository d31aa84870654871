// What is searched for. A group in which nothing is ticked keeps everything.
function makeFilters(changed) {
  const boxes = (field, values, countOf) => values.map(value => {
    const box = make("input", { type: "checkbox", value });
    const count = countOf(value);
    byId(field).append(make("label", { class: count === 0 ? "none" : null }, box, ` ${value} `, make("span", { class: "faint" }, count.toLocaleString("en"))));
    return box;
  });
  const statusBoxes = boxes("status-filter", statuses, status => rows.filter(row => row.status === status).length);
  const severityBoxes = boxes("severity-filter", severities, severity => rows.filter(row => row.result.severity === severity).length);
  const tags = [...new Set(run.results.flatMap(result => result.tags))].sort();
  byId("tag").append(...tags.map(tag => make("option", { value: tag }, line(tag))));
  byId("tag").parentElement.hidden = tags.length === 0;
  const ticked = group => new Set(group.filter(box => box.checked).map(box => box.value));
  const form = byId("filters");
  form.addEventListener("input", changed);
  // The fields have their old values again after this event.
  form.addEventListener("reset", () => setTimeout(changed));
  form.addEventListener("submit", event => event.preventDefault());
  return () => {
    const [wantedStatuses, wantedSeverities] = [ticked(statusBoxes), ticked(severityBoxes)];
    const tag = byId("tag").value;
    const words = byId("search").value.toLowerCase().split(/\s+/).filter(word => word !== "");
    return rows.filter(row =>
      (wantedStatuses.size === 0 || wantedStatuses.has(row.status))
      && (wantedSeverities.size === 0 || wantedSeverities.has(row.result.severity))
      && (tag === "" || row.result.tags.includes(tag))
      && words.every(word => row.text.includes(word)));
  };
}
