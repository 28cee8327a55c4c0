// Forms that ask for a change: `data-change` says for which, `data-done` what is said when it is
// made. What is being done for longer is shown as it goes.

import { ask, change, complain, refresh, say } from "./desk.js";

const words = document.getElementById("words").dataset;
const PATIENCE = 400; // milliseconds between two looks at work that goes on

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.change) return;
  event.preventDefault();
  const button = event.submitter;
  if (button) button.disabled = true;
  try {
    const answer = await change(form.dataset.change, Object.fromEntries(new FormData(form)));
    if (answer.running) await ended(words.listening);
    await refresh();
    say(form.dataset.done);
  } catch (refusal) {
    complain(refusal);
  } finally {
    if (button?.isConnected) button.disabled = false;
  }
});

/** Wait until the work that goes on has come to an end, and say how far it is. */
export async function ended(doing) {
  for (;;) {
    const progress = await ask("work");
    if (!progress.running) return progress;
    say(doing.replace("{}", `${Math.floor(100 * progress.share)} %`));
    await new Promise((goOn) => setTimeout(goOn, PATIENCE));
  }
}
