// What is known of the words besides what they are: when they sound, doubt, what the machine did.

import { ask, change, sentences } from "./desk.js";
import { clock } from "./sound.js";
import { measured, stretch, textOf, wordsOf } from "./place.js";

const A_SECOND = 100;
const QUIET = 1500; // milliseconds without a change before it is worth asking anew
const words = document.getElementById("words").dataset;
const editTemplate = document.getElementById("edit").content.firstElementChild;
const kinds = Object.fromEntries(
  [...document.querySelectorAll("#kinds [data-kind]")].map((item) => [item.dataset.kind, item.textContent]),
);

// Here and not in text.css, since validators do not know it yet.
const LOOK = `
::highlight(doubt) { text-decoration: underline wavy var(--caution) 0.1em; }
::highlight(found) { background-color: var(--mark); color: var(--ink); }
::highlight(heard) { background-color: var(--heard); color: var(--on-heard); }
`;

/** Mark stretches under a name; the word that is heard shows above the others. */
export function mark(name, ranges, priority = 0) {
  if (!CSS.highlights) return;
  const highlight = new Highlight(...ranges);
  highlight.priority = priority;
  CSS.highlights.set(name, highlight);
}

/** Where a word of what is known stands now, and the other way round: people write meanwhile. */
class Shift {
  constructor(known, now) {
    const most = Math.min(known.length, now.length);
    let before = 0;
    while (before < most && known[before] === now[before]) before += 1;
    let after = 0;
    while (after < most - before && known.at(-1 - after) === now.at(-1 - after)) after += 1;
    Object.assign(this, { before, after, known: known.length, now: now.length });
  }

  /** The place of a known word, or -1 where it is gone. */
  toNow(word) {
    if (word < this.before) return word;
    return word >= this.known - this.after ? word + this.now - this.known : -1;
  }

  /** The known word that stands for one of now. */
  toKnown(word) {
    if (word < this.before) return word;
    if (word >= this.now - this.after) return word + this.known - this.now;
    return Math.min(word, this.known - this.after - 1, this.known - 1);
  }
}

export class Known {
  #timer = 0;
  #moments = [];
  #tries = 0;
  #marked = CSS.highlights ? new Highlight() : null;
  #doubts = new Map(); // of each passage the stretches that are marked

  /** `saving` tells the version; `shown` is given what was changed while we asked. */
  constructor(passages, saving, shown) {
    Object.assign(this, { passages, saving, shown });
    this.doubt = document.getElementById("show-doubt");
    this.edits = document.getElementById("show-edits");
    const look = new CSSStyleSheet();
    look.replaceSync(LOOK);
    document.adoptedStyleSheets.push(look);
    this.doubt.addEventListener("change", () => this.markDoubt());
    this.edits.addEventListener("change", () => this.#showEdits());
  }

  /** Ask for it where a passage is new; words that are changed are found without asking. */
  where(fresh) {
    this.markDoubt();
    if (fresh || this.passages.list.some(({ known }) => !known)) this.soon();
  }

  /** Ask for it, once nothing has been changed for a while. */
  soon(wait = QUIET) {
    delete document.getElementById("text").dataset.known;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), wait);
  }

  /** Seconds at which a word begins as the box has it now; null where that is not known. */
  startOf(passage, word) {
    if (!passage.known?.starts.length) return null;
    const at = this.#shift(passage).toKnown(word);
    return (passage.known.starts[Math.max(0, at)] ?? passage.known.starts.at(-1)) / A_SECOND;
  }

  /** What is said at a moment: the passage, and the stretch of the word if it is still there. */
  heardAt(seconds) {
    const now = seconds * A_SECOND;
    let [low, high] = [0, this.#moments.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#moments[middle].start <= now) low = middle + 1;
      else high = middle;
    }
    return this.#moments[low - 1] ?? null;
  }

  /** The stretch of a known word in its box. */
  stretchOf({ passage, word }) {
    const at = this.#shift(passage).toNow(word);
    const found = wordsOf(textOf(passage.box))[at];
    return found ? measured(stretch(passage.box, found.index, found.index + found[0].length)) : null;
  }

  /** Show which words are in doubt, where people want to see that. */
  markDoubt() {
    if (!CSS.highlights) return;
    if (!this.doubt.checked) this.#forgetDoubt();
    else for (const passage of this.passages.list) if (!passage.doubtful) this.#markDoubtOf(passage);
  }

  /** All others stay marked as they are: a key must not cost a look at the whole text. */
  #markDoubtOf(passage) {
    for (const range of this.#doubts.get(passage) ?? []) this.#marked.delete(range);
    passage.doubtful = this.#doubtful(passage);
    this.#doubts.set(passage, passage.doubtful);
    for (const range of passage.doubtful) this.#marked.add(range);
    CSS.highlights.set("doubt", this.#marked);
  }

  #forgetDoubt() {
    this.#marked.clear();
    this.#doubts.clear();
    for (const passage of this.passages.list) passage.doubtful = null;
  }

  #doubtful(passage) {
    const doubts = passage.known?.doubts ?? [];
    if (!doubts.length) return [];
    const shift = this.#shift(passage);
    const found = wordsOf(textOf(passage.box));
    return doubts.flatMap((word) => {
      const at = found[shift.toNow(word)];
      return at ? [stretch(passage.box, at.index, at.index + at[0].length)] : [];
    });
  }

  #shift({ box, known }) {
    return new Shift(known.words, textOf(box).split(/\s+/).filter(Boolean));
  }

  async #ask() {
    const { version } = this.saving;
    try {
      const marks = await ask("text/marks");
      if (marks.version === this.saving.version && !this.saving.isDirty) return this.#take(marks);
      if (version === this.saving.version) await this.#catchUp();
    } catch (refusal) {
      if (!refusal.status) return this.soon(5 * QUIET);
      document.getElementById("saved").replaceChildren(`${words.noTimes} `, ...sentences(refusal));
      return undefined;
    }
    this.#tries += 1;
    return this.soon(QUIET * Math.min(this.#tries, 5));
  }

  /** The text was changed by what we asked: it had to take up a new draft, of which nobody need be told. */
  #catchUp() {
    return this.saving.inTurn(async () => {
      const shown = await change("text/since", { version: this.saving.version });
      this.shown({ ...shown, elsewhere: false });
    });
  }

  #take({ starts, doubts, edits }) {
    this.#tries = 0;
    this.passages.list.forEach((passage, at) => {
      const text = passage.words.split(/\s+/).filter(Boolean);
      passage.known = { words: text, starts: starts[at], doubts: doubts[at], edits: [] };
      passage.doubtful = null;
      this.#showTime(passage);
    });
    for (const edit of edits) this.passages.list[edit.at].known.edits.push(edit);
    this.#moments = this.passages.list
      .flatMap((passage) => passage.known.starts.map((start, word) => ({ start, passage, word })))
      .sort((one, other) => one.start - other.start);
    this.markDoubt();
    this.#showEdits();
    document.getElementById("text").dataset.known = "yes";
  }

  #showTime(passage) {
    const [start] = passage.known.starts;
    const shown = start === undefined ? "" : clock(start / A_SECOND);
    if (passage.time.textContent === shown) return;
    passage.time.hidden = !shown;
    passage.time.textContent = shown;
    passage.time.setAttribute("aria-label", words.playFrom.replace("{}", shown));
    passage.label(shown);
  }

  #showEdits() {
    for (const { known, edits } of this.passages.list) {
      const shown = this.edits.checked ? (known?.edits ?? []) : [];
      edits.hidden = !shown.length;
      if (shown.length || edits.childElementCount) edits.replaceChildren(...shown.map(editItem));
    }
  }
}

function editItem(edit) {
  const item = editTemplate.cloneNode(true);
  item.querySelector("s").textContent = edit.heard;
  item.querySelector(".written").textContent = edit.written ? `→ ${edit.written}` : "";
  item.querySelector(".kind").textContent = kinds[edit.kind];
  item.querySelector(".why").hidden = !edit.reason;
  item.querySelector(".reason").textContent = edit.reason;
  const button = item.querySelector("button");
  button.dataset.edit = edit.id;
  button.setAttribute("aria-label", words.putBack.replace("{}", edit.heard));
  return item;
}
