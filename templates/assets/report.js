// A letter about an error: one link, in the turn that the reader points at or is in.

import { clock } from "./talk.js";

/** Offer it, where the page has an address for letters. */
export function reporting(talk, strip) {
  const plain = document.querySelector("a.report")?.href;
  if (!plain) return;
  const [subject, body] = plain.split("&body=");
  const link = document.createElement("a");
  link.className = "wrong";

  function offer({ target }) {
    const turn = talk.turnOf(target);
    if (!turn || turn.section.contains(link) || document.activeElement === link) return;
    const when = clock(turn.start);
    link.href = `${subject}, ${when}&body=${body}%23${turn.section.id}`;
    link.textContent = `${strip.phrases.wrong} ${when}`;
    turn.section.lastElementChild.append(link);
  }

  const text = document.querySelector(".talk");
  text.addEventListener("pointerover", offer);
  text.addEventListener("focusin", offer);
  offer({ target: text.querySelector(".turn:is(:hover, :focus-within)") });
}
