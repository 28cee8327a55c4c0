// The page works without this script: a time is a link to the sound at that moment.
// With it the time plays here; whatever else a reader begins with, the rest is fetched then.

import { keep } from "./memory.js";
import { moment, playFrom } from "./sound.js";

const KEYS = "kjlnpmc"; // as the page lists them

const player = document.getElementById("player");
let fetched = null;

/** All that is more than playing from a moment. */
function reading() {
  fetched ??= import("./reading.js").then(({ read }) => read(player));
  return fetched;
}

function isPlain({ altKey, ctrlKey, metaKey, shiftKey }) {
  return !(altKey || ctrlKey || metaKey || shiftKey);
}

/** Go where the address leads: #t=83 to a moment, #t12 to a turn. */
async function land() {
  const { hash } = location;
  const asks = !Number.isNaN(moment(hash)) || /^#t\d+$/.test(hash);
  if (asks) (await reading()).land(hash);
  return asks;
}

function choosingSpeed() {
  const speed = document.getElementById("speed");
  const show = () => (speed.value = String(player.playbackRate));
  speed.addEventListener("change", () => {
    player.playbackRate = player.defaultPlaybackRate = Number(speed.value);
  });
  player.addEventListener("ratechange", show);
  show();
}

function listenToReader() {
  document.addEventListener("click", async (event) => {
    const time = event.target.closest?.("a.time");
    if (time && isPlain(event)) {
      event.preventDefault();
      playFrom(player, moment(time.hash));
    }
    const person = event.target.closest?.("button.only")?.closest("li");
    if (person) (await reading()).only(person);
  });
  // Keys with Alt only, so that no key that readers or their aids use means something else here.
  document.addEventListener("keydown", async (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // On a Mac Alt and a letter write another sign; then the key itself tells.
    const key = (/^[a-z]$/i.test(event.key) ? event.key : event.code.slice(3)).toLowerCase();
    if (key.length !== 1 || !KEYS.includes(key)) return;
    event.preventDefault();
    (await reading()).press(key);
  });
  document.addEventListener("selectionchange", async () => {
    if (!getSelection().isCollapsed || fetched) (await reading()).offer();
  });
  const talk = document.querySelector(".talk");
  for (const coming of ["pointerover", "focusin"]) {
    talk.addEventListener(coming, reading, { once: true });
    // A page that is only read leaves the sound alone.
    player.addEventListener(coming, () => (player.preload = "metadata"), { once: true });
  }
  for (const moving of ["play", "seeking"]) player.addEventListener(moving, reading, { once: true });
  addEventListener("hashchange", land);
}

const kept = keep(player);
choosingSpeed();
listenToReader();
document.querySelectorAll(".aid:disabled, .aid :disabled").forEach((control) => (control.disabled = false));
if (!/^#t=?\d/.test(location.hash)) kept.takeUp();
land();
