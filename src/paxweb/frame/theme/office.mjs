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

// What came back from a small step is read out where the page has a place for it.
document.addEventListener("htmx:afterSwap", (event) => {
  const told = event.detail.target.querySelector("[data-told]");
  const voice = document.getElementById("voice");
  if (told && voice) voice.textContent = told.textContent;
});
