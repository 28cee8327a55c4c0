// A button beside an address copies it; without this script the address can be marked as it is.
"use strict";

for (const button of document.querySelectorAll("button[data-copy]")) {
  const address = document.getElementById(button.dataset.copy);
  const told = button.parentElement.querySelector("[role=status]");
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(address.value ?? address.textContent);
    told.textContent = "";
    requestAnimationFrame(() => (told.textContent = button.dataset.done));
  });
}
