"use strict";
// Gives the fields where one of thousands is chosen by typing (select2, of the stock admin) the names that they lack:
// that of the field, for those who hear the page instead of seeing it.

function nameOf(select) {
  const label = document.querySelector(`label[for="${select.id}"]`);
  if (label && !label.id) label.id = `${select.id}-label`;
  return label?.id ?? "";
}

function nameField(select) {
  const box = select.nextElementSibling;
  if (!box?.classList.contains("select2")) return;
  const shown = box.querySelector(".select2-selection__rendered");
  const chosen = box.querySelector(".select2-selection");
  if (chosen.hasAttribute("aria-owns")) chosen.setAttribute("aria-controls", chosen.getAttribute("aria-owns"));
  chosen.setAttribute("aria-labelledby", `${nameOf(select)} ${shown.id}`.trim());
  if (shown.getAttribute("role") === "textbox") {
    shown.removeAttribute("role"); // it is the content of the combobox around it, not a field of its own
    shown.removeAttribute("aria-readonly");
  }
  for (const cross of shown.querySelectorAll(".select2-selection__clear")) {
    cross.setAttribute("aria-hidden", "true"); // for the mouse alone, and no item of the list that it stands in
  }
  for (const typed of box.querySelectorAll(".select2-search__field")) {
    typed.setAttribute("aria-labelledby", nameOf(select));
  }
}

function nameAll() {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) nameField(select);
  const opened = document.querySelector(".select2-container--open")?.previousElementSibling;
  if (!opened?.id) return;
  for (const part of document.querySelectorAll(".select2-dropdown :is(.select2-search__field, [role=listbox])")) {
    part.setAttribute("aria-labelledby", nameOf(opened));
  }
}

// Select2 draws its parts when it starts, when it opens and when something is chosen.
nameAll();
new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
