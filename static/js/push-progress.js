// Follows a push on its page until it is done. Without JavaScript the page reloads itself instead.
const box = document.getElementById("push-progress");

async function follow() {
  const response = await fetch(box.dataset.url, { headers: { Accept: "application/json" } });
  if (response.ok) {
    const progress = await response.json();
    for (const part of box.querySelectorAll("[data-part]")) {
      part.textContent = progress[part.dataset.part];
    }
    box.querySelector("progress").value = progress.percent;
    if (progress.done) return;
  }
  setTimeout(follow, 1000);
}

setTimeout(follow, 500);
