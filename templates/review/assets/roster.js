// Hearing the voices one by one, and saying whose they are.

import "./forms.js";
import { clock, sound } from "./sound.js";

document.addEventListener("click", ({ target }) => {
  const sample = target.closest("button[data-from]");
  if (sample) sound.play(Number(sample.dataset.from), Number(sample.dataset.until));
  const here = target.closest("button[data-into]");
  if (here) document.getElementById(here.dataset.into).value = precisely(sound.time);
});

/** A moment to a tenth of a second: between two people there is not always a whole second. */
function precisely(seconds) {
  return `${clock(seconds)}.${Math.floor((seconds * 10) % 10)}`;
}
