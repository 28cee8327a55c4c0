// Tells the server what is played while its text is in view, a few seconds at a time; "played" is
// dispatched when it knows.

import { change } from "./desk.js";
import { sound } from "./sound.js";

const EVERY = 5; // seconds of sound that are told at once
// A jump of the sound, and not the time between two looks, even at twice the speed.
const A_JUMP = 1.5;
const ENOUGH = 40; // pixels: a line or two

/** Whether enough of an element, or of a stretch of text, is in the window and not behind the sound. */
export function isInSight(part) {
  const { top, bottom } = boxOf(part);
  const covered = sound.section.getBoundingClientRect().bottom;
  return Math.min(bottom, innerHeight) - Math.max(top, covered) >= Math.min(ENOUGH, bottom - top);
}

function boxOf(part) {
  if (!(part instanceof StaticRange)) return part.getBoundingClientRect();
  const range = document.createRange();
  range.setStart(part.startContainer, part.startOffset);
  range.setEnd(part.endContainer, part.endOffset);
  return range.getBoundingClientRect();
}

/** Tell what is played from now on; `inView` says whether the text of a moment can be seen. */
export function tellWhatIsPlayed(inView) {
  let stretch = null;

  function tell() {
    const { from, to } = stretch ?? { from: 0, to: 0 };
    stretch = null;
    // Nothing is lost for people when it does not arrive: it can be heard again.
    if (to <= from) return;
    change("heard/played", { spans: [{ start: from, end: to }] })
      .then(() => document.dispatchEvent(new Event("played")))
      .catch(() => {});
  }

  function look() {
    const { time } = sound;
    const goesOn = stretch && time >= stretch.to && time - stretch.to < A_JUMP;
    const seen = document.visibilityState === "visible" && inView(time);
    if (stretch && !(goesOn && seen)) {
      if (goesOn) stretch.to = time;
      tell();
    }
    if (!seen || !sound.playing) return;
    stretch ??= { from: time, to: time };
    stretch.to = time;
    if (stretch.to - stretch.from >= EVERY) {
      tell();
      stretch = { from: time, to: time };
    }
  }

  // Four times a second, also where nothing is drawn.
  sound.audio.addEventListener("timeupdate", look);
  sound.addEventListener("pause", () => {
    if (stretch && sound.time >= stretch.to && sound.time - stretch.to < A_JUMP) stretch.to = sound.time;
    tell();
  });
  addEventListener("pagehide", tell);
}
