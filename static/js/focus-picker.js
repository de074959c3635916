"use strict";
// A click into a picture says where what matters is; the two sliders, which do the same by keyboard, follow, and the
// other way about. The crop beside it shows what that means.

function pick(form) {
  const [whole, crop] = ["[data-focus-whole]", "[data-focus-crop]"].map((part) => form.querySelector(part));
  const sliders = [...form.querySelectorAll("input[type=range]")];
  if (!whole || !crop || sliders.length !== 2) return;
  const mark = document.createElement("span");
  mark.className = "picture__mark";
  whole.append(mark);
  whole.classList.add("is-live");

  function show() {
    const [x, y] = sliders.map((slider) => `${slider.value}%`);
    mark.style.setProperty("--at-x", x);
    mark.style.setProperty("--at-y", y);
    crop.style.objectPosition = `${x} ${y}`;
  }

  whole.addEventListener("click", (event) => {
    const box = whole.getBoundingClientRect();
    sliders[0].value = Math.round(((event.clientX - box.left) / box.width) * 10) * 10;
    sliders[1].value = Math.round(((event.clientY - box.top) / box.height) * 10) * 10;
    show();
  });
  for (const slider of sliders) slider.addEventListener("input", show);
  show();
}

for (const form of document.querySelectorAll("[data-focus-picker]")) pick(form);
