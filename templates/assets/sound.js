// The sound, and the moments that addresses ask for.

/** The seconds that an address asks for, as #t=83, #t=83.5 or #t=1:23; NaN where it asks for none. */
export function moment(hash) {
  const found = /^#t=((?:\d+:){0,2}\d+(?:\.\d+)?)$/.exec(hash);
  return found ? found[1].split(":").reduce((sum, part) => sum * 60 + Number(part), 0) : NaN;
}

export function play(player) {
  // A browser may refuse to; its own controls are there.
  player.play().catch(() => {});
}

export function goTo(player, seconds) {
  player.preload = "metadata"; // else there is no moment yet to go to
  player.currentTime = seconds;
}

export function playFrom(player, seconds) {
  goTo(player, seconds);
  play(player);
}

/** Go so many seconds forward; back when below zero. */
export function move(player, seconds) {
  player.currentTime = Math.max(0, player.currentTime + seconds);
}
