// Follows a push on its page until it is done. Without JavaScript the page has a link to look again.
const box = document.getElementById("push-progress");
const PAUSE = 1000;
const PAUSE_AFTER_FAILURE = 5000;

function show(progress) {
  for (const part of box.querySelectorAll("[data-part]")) {
    part.textContent = progress[part.dataset.part].toLocaleString("vi"); // a number in groups of thousands, words as they are
  }
  box.querySelector("progress").value = progress.percent;
}

function isJson(response) {
  return (response.headers.get("Content-Type") ?? "").startsWith("application/json");
}

async function follow() {
  let pause = PAUSE_AFTER_FAILURE;
  try {
    const response = await fetch(box.dataset.url, { headers: { Accept: "application/json" } });
    // A server or a proxy in trouble, or one that asks for patience, may recover; any other page in place of the
    // figures (to sign in again, or that one may no longer see this push) is for people: let the browser show it.
    const later = response.status >= 500 || response.status === 429;
    if (!later && !isJson(response)) {
      location.reload();
      return;
    }
    if (response.ok) {
      const progress = await response.json();
      show(progress);
      if (progress.done) return;
      pause = PAUSE;
    }
  } catch {
    // The network is away, or an answer broke off: ask again.
  }
  setTimeout(follow, pause);
}

setTimeout(follow, 500);
