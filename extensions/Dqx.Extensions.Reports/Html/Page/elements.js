// Elements are made of names and texts, never of markup: what is in the data stays text.
function make(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function draw(tag, attributes, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

const byId = id => document.getElementById(id);

// A name of somebody: its direction does not reach out of it.
const named = text => make("bdi", null, line(text));

const badge = status => make("span", { class: `badge ${status}` }, make("span", { "aria-hidden": "true" }, signs[status]), ` ${status}`);

// An address of the web becomes a link that shows where it leads; anything else, javascript: included, is text.
function linked(text) {
  let url = null;
  try {
    url = new URL(text);
  } catch {
    // No address at all.
  }
  return url !== null && /^https?:$/.test(url.protocol) && !/[\s\u0000-\u001f]/.test(text)
    ? make("a", { href: url.href, rel: "noopener noreferrer", target: "_blank" }, line(text))
    : make("bdi", { class: "long" }, visible(text));
}

// Buttons to go from page to page. They stay where they are, also when there is nothing to go to, so that the focus does.
function pager(nav, name, go) {
  const steps = [["First", () => 0], ["Previous", at => at - 1], ["Next", at => at + 1], ["Last", (at, last) => last]];
  let at = 0;
  let last = 0;
  const place = make("span", { class: "place" });
  const buttons = steps.map(([label, to]) => {
    const button = make("button", { type: "button", "aria-label": `${label} page of ${name}` }, label);
    button.addEventListener("click", () => {
      const target = Math.min(Math.max(to(at, last), 0), last);
      if (target !== at) {
        go(target);
      }
    });
    return button;
  });
  nav.append(buttons[0], buttons[1], place, buttons[2], buttons[3]);
  return (current, pages) => {
    at = current;
    last = Math.max(pages - 1, 0);
    nav.hidden = pages < 2;
    place.textContent = `Page ${at + 1} of ${last + 1}`;
    buttons.forEach((button, index) => button.setAttribute("aria-disabled", String(index < 2 ? at === 0 : at === last)));
  };
}
