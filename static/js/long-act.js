// Says that an act which takes its time is under way, from the moment its form is sent until the next page comes.
function begin(event) {
  const form = event.target;
  const told = document.createElement("p");
  told.className = "long-act";
  told.setAttribute("role", "status");
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", "Đang làm");
  told.append(bar, " ", form.dataset.long);
  form.append(told);
  // After the browser has read the form: a button that is off already would not be sent.
  setTimeout(() => form.querySelectorAll("[type=submit]").forEach((button) => (button.disabled = true)));
}

// A page that comes back from the browser's memory is as it was before.
function again() {
  document.querySelectorAll(".long-act").forEach((told) => told.remove());
  document.querySelectorAll("form[data-long] [type=submit]").forEach((button) => (button.disabled = false));
}

document.querySelectorAll("form[data-long]").forEach((form) => form.addEventListener("submit", begin));
window.addEventListener("pageshow", again);
