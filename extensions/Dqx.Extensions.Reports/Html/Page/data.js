// What the page is about: the run document and the trends, and what is computed of them once.
const page = JSON.parse(document.getElementById("data").textContent);
const run = page.run;
// What is empty was left out, because it is most of a document of many results.
const nothing = {
  result: { id: null, segment: null, value: null, operator: null, lower: null, upper: null, tolerance: null, error: null, error_kind: null, reason: null, muted: false, profiles: [], symbols: [], tags: [], meta: {} },
  symbol: { dataset: null, value: null, error: null },
};
run.results = run.results.map(result => ({ ...nothing.result, ...result }));
run.symbols = run.symbols.map(symbol => ({ ...nothing.symbol, ...symbol }));
const statuses = ["failed", "error", "muted", "skipped", "passed"];
const severities = ["P0", "P1", "P2", "P3"];
const signs = { failed: "✗", error: "!", muted: "◌", skipped: "–", passed: "✓" };
const reasons = {
  no_history: "no past value is stored yet",
  unavailable: "too little of the data is available",
  disabled: "a profile disables it",
  only_if: "the condition of its check does not hold",
};
const symbols = new Map(run.symbols.map(symbol => [symbol.name, symbol]));

// Characters without a shape, and those that turn the direction of what follows, get a shape: nothing hides in a name.
const visible = text => String(text).replace(
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
  character => `⟨${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`);

// The same on one line.
const line = text => visible(text).replace(/[\t\n]/g, character => (character === "\n" ? "↵" : "⇥"));

const number = value => (value === null || value === undefined ? "–" : String(value));

function statusOf(result) {
  return result.muted && (result.status === "failed" || result.status === "error") ? "muted" : result.status;
}

function expected(result) {
  const comparison = result.operator ?? "a value";
  const bounds = [result.lower, result.upper].filter(bound => bound !== null);
  return bounds.length === 2 && comparison.endsWith("between") ? `${comparison} ${bounds[0]} and ${bounds[1]}` : bounds.length > 0 ? `${comparison} ${bounds[0]}` : comparison;
}

// Why there is no verdict; empty when there is one.
function cause(result) {
  return result.status === "error" ? result.error ?? "unknown" : result.status === "skipped" ? reasons[result.reason] ?? "not evaluated" : "";
}

const rows = run.results.map((result, index) => ({
  result,
  index,
  severity: severities.indexOf(result.severity),
  status: statusOf(result),
  name: result.segment === null ? result.assertion : `${result.assertion} [${result.segment}]`,
  text: [result.check, result.assertion, result.segment, result.id, result.expression, result.error, ...result.tags].join("\n").toLowerCase(),
}));
