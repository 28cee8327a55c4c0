// What is done to a passage besides writing in it, and where the caret goes for it.

import { say } from "./desk.js";
import { putCaret, signsTo, textOf } from "./place.js";

const words = document.getElementById("words").dataset;

export class Acts {
  #typed = null; // what is typed while something is being done; null while nothing is

  constructor(passages, saving) {
    Object.assign(this, { passages, saving });
  }

  /** Whether something is being done; signs that are typed meanwhile are handed to `type`. */
  get isBusy() {
    return this.#typed !== null;
  }

  /** Keep signs until they have a place. */
  type(signs) {
    this.#typed += signs;
  }

  part(passage, offset) {
    const at = this.#at(passage);
    return this.#act(passage, { what: "part", place: signsTo(textOf(passage.box), offset) }, () => this.#goTo(at + 1));
  }

  join(passage) {
    const at = this.#at(passage);
    const joint = at > 0 ? textOf(this.passages.list[at - 1].box).trim().length + 1 : 0;
    return this.#act(passage, { what: "join" }, () => this.#goTo(at - 1, joint));
  }

  /** Give a passage's `turn`, the `rest` of it or what is `marked` to another person. */
  give({ passage, start, end }, what, speaker) {
    const text = textOf(passage.box);
    const [from, to] = [signsTo(text, start), signsTo(text, end)];
    const bounds = { turn: {}, rest: { start: from }, marked: { start: from, end: to } }[what];
    const at = this.#at(passage);
    const isParted = what !== "turn" && text.slice(0, start).trim() !== "";
    return this.#act(passage, { what: "give", speaker, ...bounds }, () => this.#goTo(at + Number(isParted)));
  }

  moveBoundary({ passage, start }, count) {
    return this.#act(passage, { what: "boundary", words: count }, () => this.#goTo(this.#at(passage), start));
  }

  setHeading({ passage }) {
    const at = this.#at(passage);
    return this.#act(passage, { what: "heading", words: words.newHeading }, () => {
      const { box } = this.passages.list[at];
      putCaret(box, 0, textOf(box).length);
    });
  }

  quote({ passage, start, end }) {
    const text = textOf(passage.box);
    const at = this.#at(passage);
    const bounds = { start: signsTo(text, start), end: signsTo(text, end) };
    return this.#act(passage, { what: "quote", ...bounds }, () => this.#goTo(at + 1));
  }

  remove({ passage }) {
    const at = this.#at(passage);
    return this.#act(passage, { what: "remove" }, () => this.#goTo(at));
  }

  /** Do it and go where it leads; what is typed meanwhile comes there. */
  async #act(passage, wish, go) {
    this.#typed ??= "";
    const shown = await this.saving.wish(wish, passage).catch(() => null);
    const isDone = shown && (shown.removed || shown.passages.length);
    if (isDone) go();
    else if (shown) say(words.nothing);
    const typed = this.#typed;
    this.#typed = null;
    if (typed) document.execCommand("insertText", false, typed);
  }

  #at(passage) {
    return this.passages.list.indexOf(passage);
  }

  #goTo(at, offset = 0) {
    const { list } = this.passages;
    putCaret(list[Math.max(0, Math.min(at, list.length - 1))].box, offset);
  }
}
