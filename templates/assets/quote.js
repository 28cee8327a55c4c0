// Copies what readers want to pass on: a quotation with who said it, where and when, or a link.

import { clock, wordsOf } from "./talk.js";

const address = () => document.querySelector("link[rel=canonical]").href;
const textOf = (selector, within = document) => within.querySelector(selector)?.textContent.trim() ?? "";

/** Seconds as a link has them: hundredths, without noughts at the end. */
function linkTo(start) {
  return `${address()}#t=${Number(start.toFixed(2))}`;
}

/** Where in the text of a paragraph a selection begins and ends. */
function selectedIn(paragraph, selected) {
  const inside = document.createRange();
  inside.selectNodeContents(paragraph);
  const length = (place) => {
    if (inside.comparePoint(...place) < 0) return 0;
    if (inside.comparePoint(...place) > 0) return Infinity;
    const before = inside.cloneRange();
    before.setEnd(...place);
    return before.toString().length;
  };
  return [
    length([selected.startContainer, selected.startOffset]),
    length([selected.endContainer, selected.endOffset]),
  ];
}

/** The words of a paragraph of which something is selected: their text, and the place of the first. */
function wordsSelected(paragraph, selected) {
  const [from, to] = selectedIn(paragraph, selected);
  const all = wordsOf(paragraph);
  const words = all.filter(({ index, 0: word }) => index < to && index + word.length > from);
  if (!words.length) return [];
  const last = words.at(-1);
  const text = paragraph.textContent.slice(words[0].index, last.index + last[0].length);
  return [{ paragraph, place: all.indexOf(words[0]), text }];
}

/** What is selected of one turn, or null: words of two people are no quotation. */
function selection(talk) {
  const chosen = getSelection();
  if (chosen.isCollapsed || !chosen.rangeCount) return null;
  const selected = chosen.getRangeAt(0);
  const touched = talk.turns.filter(({ section }) => selected.intersectsNode(section));
  const parts = touched.map(({ section }) =>
    [...section.querySelectorAll(".words > p")].flatMap((paragraph) => wordsSelected(paragraph, selected)),
  );
  const spoken = touched.map((turn, at) => ({ turn, parts: parts[at] })).filter(({ parts }) => parts.length);
  return spoken.length === 1 ? spoken[0] : null;
}

/** A quotation as text: the words, who said them, where and when, and the address of the first. */
function quotation(talk, { turn, parts }, marks) {
  const words = parts.map(({ text }) => text).join(" ");
  const { speaker } = turn.section.dataset;
  // Without what stands after it, as “(forts.)”.
  const name = turn.section.querySelector("h3").firstChild.textContent.trim();
  const role = textOf(`.cast [data-speaker="${speaker}"] .part`);
  const source = [textOf("h1"), document.querySelector("[property='og:site_name']").content, textOf(".kicker time")];
  const said = [name, role].filter(Boolean).join(", ");
  const start = talk.startOf(parts[0].paragraph, parts[0].place);
  return `${marks.replace("{}", () => words)}\n– ${said}. ${source.join(", ")}.\n${linkTo(start)}`;
}

/** Put text on the clipboard, the old way too, since a page over plain http has no other. */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const onCopy = (event) => {
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
    };
    document.addEventListener("copy", onCopy);
    const done = document.execCommand("copy");
    document.removeEventListener("copy", onCopy);
    return done;
  }
}

/** A link at each turn, seen where one points or is; it takes no room. */
function linking(talk, strip, copy) {
  const { here, to, linked } = strip.phrases;
  for (const { section, link, start } of talk.turns) {
    const own = document.createElement("a");
    own.className = "here";
    own.href = `#${section.id}`;
    own.textContent = here;
    own.setAttribute("aria-label", `${here} ${to} ${clock(start)}`);
    own.addEventListener("click", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      copy(linkTo(start), linked);
    });
    link.after(own);
  }
}

/** Offer quotations and links to what readers point at or select. */
export function quoting(talk, strip, load) {
  const button = document.getElementById("quote");
  const { marks, quoted, failed } = strip.phrases;
  const copy = async (text, done) => strip.say((await copied(text)) ? done : failed);

  async function copyQuotation() {
    const chosen = selection(talk);
    if (!chosen) return;
    await load();
    await copy(quotation(talk, chosen, marks), quoted);
  }

  function offer() {
    button.hidden = !selection(talk);
    if (!button.hidden) load();
  }

  linking(talk, strip, copy);
  // Pressing the button must not take the selection away.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", copyQuotation);
  return { offer, copyQuotation };
}
