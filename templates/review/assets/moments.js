// Buttons that play a stretch of the sound (`data-from`, `data-until`; `data-over` is left out of
// it), and buttons that write into a field where the sound stands (`data-into`).

import { clock, sound } from "./sound.js";

document.addEventListener("click", ({ target }) => {
  const stretch = target.closest("button[data-from][data-until]");
  if (stretch) play(stretch.dataset);
  const here = target.closest("button[data-into]");
  if (here) document.getElementById(here.dataset.into).value = precisely(sound.time);
});

function play({ from, until, over }) {
  sound.play(Number(from), Number(until), over?.split("-").map(Number));
}

/** A moment to a tenth of a second: between two people there is not always a whole second. */
function precisely(seconds) {
  return `${clock(seconds)}.${Math.floor((seconds * 10) % 10)}`;
}
