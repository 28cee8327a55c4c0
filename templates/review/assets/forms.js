// Forms that ask for a change: `data-change` says for which, `data-done` what is said when it is
// made. What is being done for longer is shown as it goes.

import { Refusal, ask, change, complain, refresh, say } from "./desk.js";

const words = document.getElementById("words").dataset;
const PATIENCE = 400; // milliseconds between two looks at work that goes on

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.change) return;
  event.preventDefault();
  // Not disabled meanwhile: a button that is loses the focus.
  if (form.ariaBusy) return;
  form.ariaBusy = "true";
  try {
    const answer = await change(form.dataset.change, filled(form));
    if (answer.running) await ended(words.listening);
    await refresh();
    say(form.dataset.done);
  } catch (refusal) {
    complain(refusal);
  } finally {
    form.ariaBusy = null;
  }
});

/** What a form holds; `data-many` names what may be chosen several times. */
function filled(form) {
  const data = new FormData(form);
  const { many } = form.dataset;
  return { ...Object.fromEntries(data), ...(many ? { [many]: data.getAll(many) } : {}) };
}

/** Wait until the work that goes on has come to an end, and say how far it is. */
async function ended(doing) {
  for (;;) {
    const progress = await ask("work");
    if (progress.outcome === "failed") throw new Refusal(422, progress.notes);
    if (!progress.running) return;
    say(doing.replace("{}", `${Math.floor(100 * progress.share)} %`));
    await new Promise((goOn) => setTimeout(goOn, PATIENCE));
  }
}
