// Find and replace, over the whole text.

import { say } from "./desk.js";
import { mark } from "./known.js";
import { putCaret, stretch, textOf } from "./place.js";

const words = document.getElementById("words").dataset;
const SOUGHT_IN = ["title", "heading", "quote", "paragraph"];

/** Whole words, in any case, however the space between them is: as the server does it. */
function pattern(sought) {
  const parts = sought.trim().split(/\s+/).filter(Boolean);
  const escaped = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&"));
  return parts.length ? new RegExp(`(?<![\\p{L}\\p{N}_])${escaped.join("\\s+")}(?![\\p{L}\\p{N}_])`, "giu") : null;
}

export class Finding {
  #at = -1;
  #places = [];

  constructor(passages, saving, opener) {
    Object.assign(this, { passages, saving, opener });
    this.form = document.getElementById("finding");
    this.sought = document.getElementById("sought");
    this.by = document.getElementById("by");
    this.found = document.getElementById("found");
    opener.addEventListener("click", () => this.#open(this.form.hidden));
    this.sought.addEventListener("input", () => this.look());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#replace();
    });
    this.form.addEventListener("click", ({ target }) => {
      const step = { next: 1, previous: -1 }[target.dataset.text];
      if (step) this.#go(step);
    });
  }

  /** Look again after the text has changed: who has mended a place goes on from there. */
  lookAgain() {
    if (this.form.hidden) return;
    const [at, count] = [this.#at, this.#places.length];
    this.look();
    this.#at = Math.max(-1, at - Math.max(0, count - this.#places.length));
  }

  /** Look for it in the text as it stands. */
  look() {
    const sought = this.form.hidden ? null : pattern(this.sought.value);
    this.#places = this.passages.list.flatMap((passage) => {
      if (!sought || !SOUGHT_IN.includes(passage.kind)) return [];
      const all = [...textOf(passage.box).matchAll(sought)];
      return all.map(({ index, 0: text }) => ({ passage, start: index, end: index + text.length }));
    });
    this.#at = -1;
    mark("found", this.#places.map(({ passage, start, end }) => stretch(passage.box, start, end)));
    this.found.textContent = sought ? this.#count() : "";
  }

  #count() {
    const count = this.#places.length;
    if (count < 2) return count ? words.foundOne : words.foundNone;
    return words.found.replace("{}", count);
  }

  #open(open) {
    this.form.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
    if (open) this.sought.focus();
    this.look();
  }

  #go(step) {
    const count = this.#places.length;
    if (!count) return;
    this.#at = (this.#at < 0 && step < 0 ? count - 1 : this.#at + step + count) % count;
    const { passage, start, end } = this.#places[this.#at];
    passage.box.scrollIntoView({ block: "center" });
    putCaret(passage.box, start, end);
  }

  async #replace() {
    if (!pattern(this.sought.value)) return;
    const always = document.getElementById("always").checked;
    const wish = { what: "replace", words: this.sought.value, by: this.by.value, always };
    const shown = await this.saving.wish(wish).catch(() => null);
    if (!shown) return;
    say(words.replaced);
  }
}
