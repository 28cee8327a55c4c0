// The text of the page and the sound: which turn and which word are said when, and where they stand.

import { moment } from "./sound.js";

// Seconds: a player may land just before the moment it was sent to.
const EARLY = 0.1;

/** Seconds as the page writes them: 0:05, 12:31, 1:02:03. */
export function clock(seconds) {
  const [hours, minutes, rest] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** The words between spaces in a paragraph, each with its `index` in the text. */
export function wordsOf(paragraph) {
  return [...paragraph.textContent.matchAll(/\S+/g)];
}

/** A part of a paragraph's text, whatever elements stand in it. */
export function rangeOf(paragraph, from, to) {
  const range = document.createRange();
  const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  for (let begun = 0; texts.nextNode(); begun += texts.currentNode.length) {
    const end = begun + texts.currentNode.length;
    if (from >= begun && from < end) range.setStart(texts.currentNode, from - begun);
    if (to > begun && to <= end) range.setEnd(texts.currentNode, to - begun);
  }
  return range;
}

function inOrderOfTime(said) {
  return said.sort((one, other) => one.start - other.start);
}

/** What began last, of what is in order of time; null before all of it. */
function lastBegun(said, time) {
  let from = 0;
  let to = said.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (said[middle].start <= time + EARLY) from = middle + 1;
    else to = middle;
  }
  return said[from - 1] ?? null;
}

export class Talk {
  constructor() {
    // In the order in which they are said: a turn may have been moved in the text.
    this.turns = inOrderOfTime(
      Array.from(document.querySelectorAll(".turn"), (section) => {
        const link = section.querySelector("a.time");
        return { section, link, start: moment(link.hash) };
      }),
    );
    this.sections = new Map(this.turns.map((turn) => [turn.section, turn]));
    this.words = [];
    this.starts = new Map();
  }

  /** The turn in which an element stands, if any. */
  turnOf(element) {
    return this.sections.get(element?.closest?.(".turn")) ?? null;
  }

  /** Fetch when each word is said, once; without it turns have their moments all the same. */
  load(address) {
    this.loading ??= fetch(address)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .then(({ words }) => this.#take(words))
      .catch(() => {});
    return this.loading;
  }

  #take(lists) {
    const paragraphs = [...document.querySelectorAll(".turn .words > p")];
    if (paragraphs.length !== lists.length) return;
    let hundredths = 0;
    paragraphs.forEach((paragraph, number) => {
      const starts = lists[number].map((step) => (hundredths += step) / 100);
      // A text with other words than those that have moments is followed turn by turn.
      const fits = wordsOf(paragraph).length === starts.length;
      if (fits) this.starts.set(paragraph, starts);
      const said = fits ? starts : [Math.min(...starts)];
      this.words.push(...said.map((start, place) => ({ paragraph, place, start, fits })));
    });
    inOrderOfTime(this.words);
  }

  /** What is said at a moment: the turn, and the part of the text that is the word, if known. */
  at(time) {
    const word = lastBegun(this.words, time);
    const turn = this.words.length ? this.turnOf(word?.paragraph) : lastBegun(this.turns, time);
    return { turn, word };
  }

  /** Where a word stands in the text. */
  where({ paragraph, place, fits }) {
    const word = fits && wordsOf(paragraph)[place];
    return word ? rangeOf(paragraph, word.index, word.index + word[0].length) : null;
  }

  /** When a word of a paragraph is said, else when its turn begins. */
  startOf(paragraph, place) {
    return this.starts.get(paragraph)?.[place] ?? this.turnOf(paragraph).start;
  }

  /** Which turn is said after the one at a moment, or before it. */
  beside(time, steps) {
    const place = this.turns.indexOf(lastBegun(this.turns, time));
    return this.turns[Math.min(Math.max(place + steps, 0), this.turns.length - 1)];
  }
}
