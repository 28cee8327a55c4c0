// What the system shows and does: locked screens, headsets, a keyboard's own keys.

import { move, moment, playFrom } from "./sound.js";

const STEP = 10; // seconds, where the system does not say

/** Tell the system what is played and what its keys do. */
export function showOutside(player) {
  const session = navigator.mediaSession;
  if (!session) return;
  const chapters = Array.from(document.querySelectorAll(".contents li"), (item) => ({
    title: item.querySelector(".title").textContent,
    startTime: moment(item.querySelector("a.time").hash),
  }));
  const picture = document.querySelector("[property='og:image']")?.content;
  // In a preview the address of the picture is another site's; nobody else is asked for anything.
  const artwork = picture?.startsWith(`${location.origin}/`) ? [{ src: picture }] : [];
  session.metadata = new MediaMetadata({
    title: document.querySelector("h1").textContent,
    artist: document.querySelector("[property='og:site_name']").content,
    artwork,
    chapterInfo: chapters,
  });
  const handlers = {
    seekbackward: ({ seekOffset }) => move(player, -(seekOffset || STEP)),
    seekforward: ({ seekOffset }) => move(player, seekOffset || STEP),
    seekto: ({ seekTime }) => (player.currentTime = seekTime),
  };
  if (chapters.length) {
    const starts = chapters.map(({ startTime }) => startTime);
    // Once again to the beginning of a chapter that has only begun, as players do.
    handlers.previoustrack = () => playFrom(player, starts.findLast((start) => start < player.currentTime - 3) ?? 0);
    handlers.nexttrack = () => playFrom(player, starts.find((start) => start > player.currentTime) ?? player.currentTime);
  }
  for (const [action, handler] of Object.entries(handlers)) {
    try {
      session.setActionHandler(action, handler);
    } catch {
      // Not every browser knows every action.
    }
  }
}
