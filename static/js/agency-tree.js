"use strict";
// What a script adds to the tree of agencies: branches open in place, and a mouse may drag an agency to a new parent.
// Dragging ends on the page that asks before anything moves; without a script, links do all of it.

const tree = document.getElementById("tree");
const status = document.getElementById("tree-status");
let dragged = null;

async function open(link) {
  const answer = await fetch(link.href);
  if (!answer.ok || answer.redirected) return location.assign(link.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const id = link.closest("li").id;
  tree.replaceChildren(...page.getElementById("tree").childNodes);
  history.replaceState(null, "", link.href);
  const again = document.getElementById(id)?.querySelector("[data-toggle]");
  again?.focus();
  status.textContent = document.getElementById(id)?.querySelector(":scope > ul") ? "Đã mở nhánh." : "Đã đóng nhánh.";
}

tree?.addEventListener("click", (event) => {
  const link = event.target.closest("[data-toggle]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(link).catch(() => location.assign(link.href));
});

// An agency cannot stand below itself or what is below it, and need not be put where it stands.
function mayTake(row) {
  if (!dragged || !row) return false;
  const item = dragged.closest("li");
  return !item.contains(row) && item.parentElement.closest("li") !== row.closest("li");
}

function mark(row) {
  tree.querySelector(".tree__row--target")?.classList.remove("tree__row--target");
  row?.classList.add("tree__row--target");
}

tree?.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-move]");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.agency);
});

tree?.addEventListener("dragover", (event) => {
  const row = event.target.closest("[data-agency]");
  const taken = mayTake(row);
  mark(taken ? row : null);
  if (taken) event.preventDefault();
});

tree?.addEventListener("drop", (event) => {
  const row = event.target.closest("[data-agency]");
  if (!mayTake(row)) return;
  event.preventDefault();
  location.assign(`${dragged.dataset.move}?cha=${row.dataset.agency}`);
});

tree?.addEventListener("dragend", () => {
  mark(null);
  dragged = null;
});
