// Small steps on top of pages that are complete without script: htmx, kept from evaluating text and from keeping pages.

import htmx from "htmx.org";

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.historyCacheSize = 0; // what is behind a wall is not kept in the browser
htmx.config.refreshOnHistoryMiss = true;
htmx.config.selfRequestsOnly = true;
htmx.config.allowScriptTags = false;

// Keys for those who read many items: j and k step through a list, and do nothing while somebody writes.
const writing = (target) => target.closest("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
  if (event.key !== "j" && event.key !== "k") return;
  const rows = [...document.querySelectorAll("[data-step]")];
  const at = rows.indexOf(document.activeElement);
  const next = rows[event.key === "j" ? at + 1 : Math.max(0, at - 1)];
  if (next) next.focus();
});

// The slash goes to the search field.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
  const field = document.querySelector("main [type=search]") ?? document.querySelector("[data-find]");
  if (!field) return;
  event.preventDefault();
  field.focus();
});

// A small step: the same post as without script, sent without leaving the page. Of the answer the main part is put in its
// place, what is half written in the page's other forms stays, and what became of it stands, and is read out, where one was.
const fields = (form) => [...form.elements].filter((each) => each.name && each.type !== "hidden" && each.type !== "submit");
const changed = (each) =>
  each.type === "checkbox" || each.type === "radio" ? each.checked !== each.defaultChecked
  : each.tagName === "SELECT" ? [...each.options].some((one) => one.selected !== one.defaultSelected)
  : each.value !== each.defaultValue;
// Which form it is: where it is sent, and what it is about (several of a page may be sent to one place).
const about = (form) =>
  [form.getAttribute("action"), ...[...form.querySelectorAll("[type=hidden]")]
    .filter((each) => !["csrfmiddlewaretoken", "version"].includes(each.name)).map((each) => each.value)].join(" ");
const headed = (form) => form.closest("section, .pax-note")?.querySelector("h2")?.textContent;
let left = null;

const leave = (sent) => {
  const voice = document.getElementById("voice");
  if (voice) voice.textContent = "";
  const others = [...document.querySelectorAll("main form")].filter((form) => form !== sent);
  left = {
    heading: headed(sent),
    written: others.flatMap((form) =>
      fields(form).filter(changed).map((each) => [about(form), each.name, each.type, each.value, each.checked])),
  };
};

const back = (main) => {
  const forms = [...main.querySelectorAll("form")];
  for (const [key, name, type, value, checked] of left.written) {
    const form = forms.find((one) => about(one) === key);
    for (const each of form ? fields(form).filter((one) => one.name === name && one.type === type) : []) {
      if (type === "checkbox" || type === "radio") {
        if (each.value === value) each.checked = checked;
      } else {
        each.value = value;
        each.closest("details")?.setAttribute("open", "");
      }
    }
  }
  const heading = [...main.querySelectorAll("h2")].find((each) => each.textContent === left.heading) ?? main.querySelector("h1");
  const told = main.querySelector(":scope > .pax-told");
  if (heading && told) heading.after(told);
  if (heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "nearest" });
  }
  const voice = document.getElementById("voice");
  if (voice) voice.textContent = told?.textContent ?? (document.documentElement.lang === "en" ? "Saved." : "Sparat.");
};

document.addEventListener("htmx:beforeRequest", (event) => leave(event.detail.elt));

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  const path = (address) => new URL(address, location.href).pathname;
  const there = path(xhr.responseURL);
  if (xhr.status < 400 && there === location.pathname) return;
  event.detail.shouldSwap = false;
  event.detail.isError = false;
  // Refused, so nothing was done: the browser sends it once more and shows the whole answer, with what was written.
  if (xhr.status >= 400 && there === path(requestConfig.elt.getAttribute("action"))) HTMLFormElement.prototype.submit.call(requestConfig.elt);
  else location.assign(xhr.responseURL);
});

document.addEventListener("htmx:afterSwap", () => back(document.getElementById("main")));

// No answer came: whether it was done is not known, and what was written is still there.
document.addEventListener("htmx:sendError", (event) => {
  document.getElementById("unanswered")?.remove();
  const told = document.createElement("p");
  told.id = "unanswered";
  told.className = "pax-told";
  told.dataset.color = "warning";
  told.setAttribute("role", "alert");
  told.textContent = document.documentElement.lang === "en"
    ? "No answer came from the office. It is not known whether this was saved: open the page in a new tab and look, before you send it again."
    : "Inget svar kom från kontoret. Det går inte att säga om det sparades: öppna sidan i en ny flik och se efter innan du skickar igen.";
  event.detail.elt.before(told);
});
