// The room “Hört”: plays from a turn, marks the one that is heard, and counts it while it is in view.

import { complain, refresh } from "./desk.js";
import "./forms.js";
import { isInSight, tellWhatIsPlayed } from "./listened.js";
import { sound } from "./sound.js";

/** The turn that is said at a moment, if any. */
function turnAt(time) {
  const turns = [...document.querySelectorAll(".heard-turn")];
  return turns.find(({ dataset }) => time >= Number(dataset.start) && time < Number(dataset.end));
}

// Between two turns nothing is said, and there is nothing to see.
tellWhatIsPlayed((time) => {
  const turn = turnAt(time);
  return !turn || isInSight(turn);
});

sound.addEventListener("moment", () => {
  const now = turnAt(sound.time);
  const before = document.querySelector(".heard-turn[aria-current]");
  if (now === before) return;
  before?.removeAttribute("aria-current");
  now?.setAttribute("aria-current", "true");
  // What is heard is to be seen, unless somebody reads elsewhere.
  if (now && sound.playing && before && isInSight(before)) now.scrollIntoView({ block: "nearest" });
});

// What has been counted meanwhile is shown when the sound rests.
document.addEventListener("played", () => {
  const isWritten = document.getElementById("by")?.value || document.getElementById("sure")?.checked;
  if (!sound.playing && !isWritten) refresh().catch(complain);
});

document.addEventListener("click", ({ target }) => {
  const from = target.closest("button[data-from]")?.dataset.from;
  if (from === undefined) return;
  target.closest(".heard-turn").scrollIntoView({ block: "nearest" });
  sound.play(Number(from));
});
