"use strict";
// What scripts add to pages that work without them: the size of the text, printing, and going to what went wrong.

const SIZES = ["normal", "larger", "largest"];

function rememberedSize() {
  try {
    return Math.max(0, SIZES.indexOf(localStorage.getItem("text-size")));
  } catch {
    return 0; // a browser that keeps nothing
  }
}

function showSize(chosen) {
  document.documentElement.dataset.textSize = SIZES[chosen];
  for (const button of document.querySelectorAll("[data-text-size] [data-size]")) {
    const last = button.dataset.size === "larger" ? SIZES.length - 1 : 0;
    button.setAttribute("aria-disabled", String(chosen === last));
  }
}

let size = rememberedSize();
showSize(size);

for (const group of document.querySelectorAll("div[data-text-size]")) {
  group.hidden = false;
  group.addEventListener("click", (event) => {
    const button = event.target.closest("[data-size]");
    if (!button) return;
    const step = button.dataset.size === "larger" ? 1 : -1;
    size = Math.min(SIZES.length - 1, Math.max(0, size + step));
    showSize(size);
    try {
      localStorage.setItem("text-size", SIZES[size]);
    } catch {
      // Then it holds for this page only.
    }
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

document.querySelector("[data-error-summary]")?.focus();
