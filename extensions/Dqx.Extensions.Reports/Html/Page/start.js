// The theme is the system's until somebody chooses; the choice is kept where the browser lets a file keep something.
const theme = byId("theme");
const kept = action => {
  try {
    return action(window.localStorage);
  } catch {
    // No storage: the choice lasts as long as the page.
    return null;
  }
};
const wear = () => {
  if (theme.value === "") {
    document.documentElement.removeAttribute("data-theme");
  } else {
    document.documentElement.setAttribute("data-theme", theme.value);
  }
};
theme.value = kept(storage => storage.getItem("dqx-theme")) ?? "";
theme.addEventListener("change", () => {
  kept(storage => storage.setItem("dqx-theme", theme.value));
  wear();
});
wear();
byId("main").hidden = false;
showSummary();
showResults();
showTrends();
document.documentElement.setAttribute("data-ready", "");
