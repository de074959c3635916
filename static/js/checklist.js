"use strict";
// Which papers of a procedure are ready: kept in the reader's own browser, and nowhere else.

for (const list of document.querySelectorAll("[data-checklist]")) {
  const key = `papers ${list.dataset.checklist}`;
  const ticks = [...list.querySelectorAll("input[type=checkbox]")];

  try {
    const ready = new Set(JSON.parse(localStorage.getItem(key) ?? "[]"));
    for (const tick of ticks) tick.checked = ready.has(tick.id);
  } catch {
    // A browser that keeps nothing, or something else under our name: then nothing is ticked.
  }

  list.addEventListener("change", () => {
    const ready = ticks.filter((tick) => tick.checked).map((tick) => tick.id);
    try {
      if (ready.length) localStorage.setItem(key, JSON.stringify(ready));
      else localStorage.removeItem(key);
    } catch {
      // Then it holds for this page only.
    }
  });
}
