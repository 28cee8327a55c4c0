// What a reader gets who listens, selects or goes from turn to turn; fetched when the first does.

import { Follower } from "./follow.js";
import { people } from "./people.js";
import { quoting } from "./quote.js";
import { reporting } from "./report.js";
import { showOutside } from "./session.js";
import { goTo, move, moment, play, playFrom } from "./sound.js";
import { Talk } from "./talk.js";

const STEP = 10; // seconds
const A_MESSAGE = 5000; // milliseconds

/** The messages at the foot of the window: one that passes, or one that stays. */
function stripOf(element) {
  const line = element.querySelector("[role=status]");
  let kept = "";
  let timer = 0;
  return {
    phrases: element.dataset,
    keep(text) {
      kept = text;
      line.textContent = text;
    },
    say(text) {
      clearTimeout(timer);
      line.textContent = text;
      timer = setTimeout(() => (line.textContent = kept), A_MESSAGE);
    },
  };
}

/** Make it all work; returns what player.js asks of it. */
export function read(player) {
  const talk = new Talk();
  const strip = stripOf(document.querySelector(".strip"));
  const follower = new Follower(player, talk);
  const load = () => talk.load(player.dataset.words).then(() => follower.update());
  const { offer, copyQuotation } = quoting(talk, strip, load);
  const { only, everybody } = people(talk, strip);
  const beside = (steps) => playFrom(player, talk.beside(player.currentTime, steps).start);
  const keys = {
    k: () => (player.paused ? play(player) : player.pause()),
    j: () => move(player, -STEP),
    l: () => move(player, STEP),
    n: () => beside(1),
    p: () => beside(-1),
    m: () => follower.resume(),
    c: copyQuotation,
  };

  async function land(hash) {
    const named = talk.turnOf(document.getElementById(hash.slice(1)));
    everybody();
    goTo(player, named?.start ?? moment(hash));
    if (named) return;
    follower.update();
    follower.show(true);
    await load();
    follower.show(true);
  }

  reporting(talk, strip);
  showOutside(player);
  for (const moving of ["play", "seeking"]) player.addEventListener(moving, load, { once: true });
  if (!player.paused || player.currentTime) load();
  return { land, offer, only, press: (key) => keys[key]() };
}
