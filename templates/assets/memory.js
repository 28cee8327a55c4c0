// Keeps speed and place in this browser, as long as the reader lets it.

import { goTo } from "./sound.js";

const KEPT = "panelpodd:";
const SPEED = `${KEPT}speed`;
const REFUSED = `${KEPT}keep`;
const PLACE = `${KEPT}place:${location.pathname}`;
// Seconds: nearer the beginning or the end there is no place to come back to.
const AN_EDGE = 10;
const A_WHILE = 5000; // milliseconds

// A browser may forbid it; then nothing is kept.
function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // As above.
  }
}

function forget() {
  try {
    Object.keys(localStorage).filter((key) => key.startsWith(KEPT)).forEach((key) => write(key, null));
  } catch {
    // As above.
  }
}

/** Take up the speed, and keep it and the place; returns what takes up the place, too. */
export function keep(player) {
  const wish = document.getElementById("keep");
  let written = 0;
  wish.checked = read(REFUSED) !== "no";

  function keepPlace() {
    if (!wish.checked || !player.played.length) return;
    const { currentTime, duration } = player;
    const isPlace = currentTime > AN_EDGE && !(currentTime > duration - AN_EDGE);
    write(PLACE, isPlace ? currentTime.toFixed(1) : null);
    written = Date.now();
  }

  player.playbackRate = player.defaultPlaybackRate = Number(read(SPEED)) || 1;
  player.addEventListener("ratechange", () => {
    if (wish.checked) write(SPEED, player.playbackRate === 1 ? null : String(player.playbackRate));
  });
  player.addEventListener("timeupdate", () => Date.now() > written + A_WHILE && keepPlace());
  player.addEventListener("pause", keepPlace);
  addEventListener("pagehide", keepPlace);
  wish.addEventListener("change", () => {
    forget();
    if (!wish.checked) write(REFUSED, "no");
  });
  return {
    takeUp() {
      const place = Number(read(PLACE));
      if (place) goTo(player, place);
    },
  };
}
