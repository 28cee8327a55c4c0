// The passages of the text on the page; those that did not change keep their boxes, caret and all.

import { putCaret, selectedIn, textOf } from "./place.js";

const words = document.getElementById("words").dataset;
const template = document.getElementById("passage").content.firstElementChild;

/** A part of the text with the box in which it is edited. */
class Passage {
  dirty = false; // whether it has words that are not sent yet
  sent = null; // words that are on their way
  known = null; // what is known of its words, see known.js
  doubtful = null; // where the words in doubt stand now, once that is asked for

  constructor() {
    this.element = template.cloneNode(true);
    this.box = this.element.querySelector(".words");
    this.select = this.element.querySelector("select");
    this.time = this.element.querySelector(".time");
    this.edits = this.element.querySelector(".edits");
  }

  /** Whether somebody says it. */
  get isTalk() {
    return this.speaker !== "";
  }

  show({ kind, words: text, speaker, opens }) {
    const is = { kind, words: text, speaker, opens };
    if (kind !== this.kind || opens !== this.opens) {
      this.element.className = ["passage", kind, speaker ? "talk" : "", opens ? "opens" : ""].join(" ");
      this.element.hidden = kind === "blank";
      if (kind === "photo") this.box.contentEditable = "false";
    }
    const head = this.element.querySelector(".head");
    head.hidden = !speaker;
    this.select.hidden = !opens;
    if (speaker !== this.speaker) this.#choose(speaker);
    const changed = text !== this.words;
    Object.assign(this, is);
    if (changed && !this.dirty && textOf(this.box).trim() !== text) this.#write(text);
    this.label();
  }

  /** Tell what the box is to those who do not see it. */
  label(clock = this.time.textContent) {
    const what = this.speaker || words[this.kind] || words.lead;
    this.box.setAttribute("aria-label", clock ? `${what}, ${clock}` : what);
  }

  #choose(speaker) {
    if (speaker && ![...this.select.options].some(({ value }) => value === speaker)) {
      this.select.add(new Option(speaker));
    }
    this.select.value = speaker;
  }

  #write(text) {
    const here = document.activeElement === this.box ? selectedIn(this.box) : null;
    this.box.textContent = text;
    this.doubtful = null;
    if (here) putCaret(this.box, here.start, here.end);
  }
}

export class Passages {
  list = [];
  #of = new WeakMap();

  constructor(root) {
    this.root = root;
  }

  /** The passage in which an element stands. */
  of(element) {
    return this.#of.get(element?.closest?.(".passage") ?? null);
  }

  /** Put new passages in the place of some; returns unsent words whose passage is gone. */
  replace(start, removed, fresh) {
    const old = this.list.slice(start, start + removed);
    const kept = pairs(old, fresh);
    const gone = old.filter((passage) => !kept.includes(passage));
    const next = this.list[start + removed]?.element ?? null;
    const scrolled = gone.length || fresh.length !== old.length;
    for (const passage of gone) passage.element.remove();
    const come = fresh.map((shown, at) => {
      const passage = kept[at] ?? this.#made();
      passage.show(shown);
      return passage;
    });
    if (scrolled || come.some(({ element }) => !element.isConnected)) this.#place(come, next);
    this.list.splice(start, removed, ...come);
    return gone.filter(({ dirty }) => dirty).map(({ box }) => textOf(box));
  }

  #made() {
    const passage = new Passage();
    this.#of.set(passage.element, passage);
    return passage;
  }

  #place(come, next) {
    let after = next;
    for (const { element } of come.toReversed()) {
      if (!element.isConnected) this.root.insertBefore(element, after);
      after = element;
    }
  }
}

/** For each new passage the one before that it is, or is a change of; none where it is new. */
function pairs(old, fresh) {
  const found = Array(fresh.length).fill(null);
  const isSame = (passage, { kind, words: text }) =>
    passage.kind === kind && [passage.words, passage.sent?.trim()].includes(text);
  let from = 0;
  let at = 0;
  old.forEach((passage, number) => {
    const same = fresh.findIndex((shown, place) => place >= at && isSame(passage, shown));
    if (same < 0) return;
    pairGap(old.slice(from, number), at, same, fresh, found);
    found[same] = passage;
    from = number + 1;
    at = same + 1;
  });
  pairGap(old.slice(from), at, fresh.length, fresh, found);
  return found;
}

/** Pair what stands between two that are the same; unsent words only where it is clear whose. */
function pairGap(old, start, stop, fresh, found) {
  const isClear = old.length === stop - start;
  const left = isClear ? old : old.filter(({ dirty }) => !dirty);
  left.slice(0, stop - start).forEach((passage, step) => {
    if (passage.kind === fresh[start + step].kind) found[start + step] = passage;
  });
}
