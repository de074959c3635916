"use strict";
// Tells the portal that an article is being read, once a day for each window, and shows how often it was read. Nothing
// is told of the reader; the note that stops a reload from counting stays in this window and goes with it.

const today = new Date().toDateString();

function noted(address) {
  try {
    const [day, views] = JSON.parse(sessionStorage.getItem(address)) ?? [];
    return day === today ? views : null;
  } catch {
    return null; // a browser that keeps nothing
  }
}

function note(address, views) {
  try {
    sessionStorage.setItem(address, JSON.stringify([today, views]));
  } catch {
    // Then a reload counts once more.
  }
}

async function views(address) {
  const known = noted(address);
  if (known !== null) return known;
  const answer = await fetch(address, { method: "POST", credentials: "omit", keepalive: true });
  if (!answer.ok) return 0;
  const told = await answer.json();
  note(address, told.views);
  return told.views;
}

async function count(place) {
  const number = place.querySelector("[data-number]");
  const read = await views(place.dataset.views);
  if (!read) return;
  number.textContent = new Intl.NumberFormat(document.documentElement.lang).format(read);
  place.hidden = false;
}

// A page that is only being fetched ahead is read when it is shown.
function whenRead(act) {
  if (document.visibilityState === "visible" && !document.prerendering) return act();
  document.addEventListener("visibilitychange", act, { once: true });
}

for (const place of document.querySelectorAll("[data-views]")) {
  whenRead(() => count(place).catch(() => {}));
}
