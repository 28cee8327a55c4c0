// Keeps what is written: sent a second after the first key at the latest, one thing at a time.
//
// Until the server has it, it lies in this window's own store, from where a reload takes it up.

import { change, complain, Refusal, say } from "./desk.js";
import { textOf } from "./place.js";

const SOON = 900; // milliseconds from a key to sending
const AGAIN = 2000; // milliseconds to the next try where the server does not answer
const KEPT = `panelpodd:unsent:${location.pathname}`;

export class Saving extends EventTarget {
  version = "";
  #turn = Promise.resolve();
  #isRefused = false; // whether people were told that something could not be kept
  #timer = 0;

  /** `take` is given what the server shows. */
  constructor(passages, take) {
    super();
    this.passages = passages;
    this.take = take;
    addEventListener("beforeunload", (event) => this.isDirty && event.preventDefault());
  }

  get isDirty() {
    return this.passages.list.some(({ dirty }) => dirty);
  }

  /** A passage has other words. */
  written(passage) {
    passage.dirty = true;
    this.#keep();
    this.dispatchEvent(new Event("unsaved"));
    this.#timer ||= setTimeout(() => this.flush(), SOON);
  }

  /** Send all words that are not sent yet. */
  flush() {
    return this.inTurn(() => {}).catch(() => {});
  }

  /** Ask for something once all words are sent; one thing at a time. */
  inTurn(ask) {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const done = this.#turn.then(async () => {
      await this.#sendWords();
      return ask();
    });
    this.#turn = done.catch((refusal) => this.#refused(refusal));
    return done;
  }

  /** Ask for a change of a passage, or of the whole text where none is given. */
  wish(wish, passage = null) {
    return this.inTurn(() => this.#wish(passage ? { at: this.passages.list.indexOf(passage), ...wish } : wish));
  }

  /** Send what an earlier page of this window could not send any more. */
  async takeUp() {
    const { version, words = [] } = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
    const lost = [];
    for (const [at, text] of words) {
      try {
        const shown = await change("text/change", { version, wish: { what: "words", at, words: text } });
        if (shown.removed === null) lost.push(text);
      } catch (refusal) {
        if (!(refusal instanceof Refusal) || refusal.status !== 409) throw refusal;
        lost.push(text);
      }
    }
    sessionStorage.removeItem(KEPT);
    return lost;
  }

  async #wish(wish) {
    const shown = await change("text/change", { version: this.version, wish });
    this.take(shown, wish.what === "words");
    return shown;
  }

  async #sendWords() {
    for (const passage of this.passages.list.filter(({ dirty }) => dirty)) {
      const words = textOf(passage.box);
      const isBeingEmptied = !words.trim() && document.activeElement === passage.box;
      if (isBeingEmptied) continue;
      Object.assign(passage, { dirty: false, sent: words });
      try {
        const at = this.passages.list.indexOf(passage);
        if (at >= 0 && words.trim() !== passage.words) await this.#wish({ what: "words", at, words });
      } catch (refusal) {
        passage.dirty = true;
        throw refusal;
      } finally {
        passage.sent = null;
      }
    }
    this.#keep();
    if (this.isDirty) this.#timer ||= setTimeout(() => this.flush(), SOON);
    else this.#allSent();
  }

  #allSent() {
    if (this.#isRefused) say();
    this.#isRefused = false;
    this.dispatchEvent(new Event("saved"));
  }

  #refused(refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    complain(refusal);
    this.#isRefused = true;
    if (refusal.status === 409) this.dispatchEvent(new Event("stale"));
    else if (!refusal.status) this.#timer ||= setTimeout(() => this.flush(), AGAIN);
  }

  #keep() {
    const list = this.passages.list;
    const words = list.flatMap((passage, at) => (passage.dirty ? [[at, textOf(passage.box)]] : []));
    if (words.length) sessionStorage.setItem(KEPT, JSON.stringify({ version: this.version, words }));
    else sessionStorage.removeItem(KEPT);
  }
}
