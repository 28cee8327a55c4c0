// The page works without this script: a time is a link to the sound at that moment.
// With it, the time plays here, and the turn that is being said is marked.
"use strict";

(() => {
  const player = document.getElementById("player");
  // In the order in which they are said: a turn may have been moved in the text.
  const turns = Array.from(document.querySelectorAll(".turn"), (section) => ({
    section,
    start: moment(section.querySelector("a.time").hash),
  })).sort((one, other) => one.start - other.start);
  let marked = null;

  function moment(hash) {
    const found = /^#t=([\d.]+)$/.exec(hash);
    return found ? Number(found[1]) : NaN;
  }

  function mark(turn) {
    if (turn === marked) return;
    marked?.section.removeAttribute("aria-current");
    turn?.section.setAttribute("aria-current", "true");
    marked = turn;
  }

  function playFrom(link) {
    player.currentTime = moment(link.hash);
    player.play().catch(() => {});
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.time");
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || elsewhere) return;
    event.preventDefault();
    playFrom(link);
  });

  player.addEventListener("timeupdate", () => {
    // A tenth early, since a player may land just before the moment it was sent to.
    mark(turns.findLast((turn) => turn.start <= player.currentTime + 0.1) ?? null);
  });
  player.addEventListener("ended", () => mark(null));

  const asked = moment(location.hash);
  if (!Number.isNaN(asked)) player.currentTime = asked;
})();
