// The room “Texten”: what keys, buttons and the sound do to the text, and the text to them.

import { Acts } from "./acts.js";
import { ask, change, complain, say } from "./desk.js";
import { Finding } from "./finding.js";
import { Known, mark } from "./known.js";
import { isInSight, tellWhatIsPlayed } from "./listened.js";
import { Passages } from "./passages.js";
import { putCaret, selectedIn, textOf, wordAt } from "./place.js";
import { Saving } from "./saving.js";
import { sound } from "./sound.js";

const A_LOOK = 4000; // milliseconds between two looks at what others did
const A_PAUSE = 150; // milliseconds without a key
const UNTOUCHED = 4000; // milliseconds after a key in which the text does not follow the sound
const words = document.getElementById("words").dataset;
const root = document.getElementById("text");
const tools = document.getElementById("tools");
const saved = document.getElementById("saved");
const giveWhat = document.getElementById("give-what");
const button = (does) => document.querySelector(`[data-text="${does}"]`);

const passages = new Passages(root);
const saving = new Saving(passages, take);
const known = new Known(passages, saving, take);
const acts = new Acts(passages, saving);
const finding = new Finding(passages, saving, button("find"));
let place = null; // where the caret is or was last: { passage, start, end }
let touched = -UNTOUCHED; // when a key was pressed last

/** Take up what the server shows. */
function take(shown, isWords = false) {
  const removed = shown.removed ?? passages.list.length;
  const isOther = removed > 0 || shown.passages.length > 0;
  for (const text of passages.replace(shown.start, removed, shown.passages)) complain(new Error(words.orphan.replace("{}", text)));
  saving.version = shown.version;
  root.dataset.version = shown.version;
  button("undo").disabled = !shown.can_undo;
  button("redo").disabled = !shown.can_redo;
  showDisputed(shown.disputed);
  if (shown.elsewhere) say(words.elsewhere);
  if (isOther) {
    known.where(!isWords);
    finding.lookAgain();
  }
  return shown;
}

function showDisputed(disputed) {
  const section = document.getElementById("disputed");
  const item = document.getElementById("two-versions").content.firstElementChild;
  section.hidden = document.getElementById("to-disputed").hidden = !disputed.length;
  section.querySelector("ul").replaceChildren(
    ...disputed.map(({ id, yours, other }) => {
      const shown = item.cloneNode(true);
      shown.querySelector(".yours").textContent = yours.join("\n\n") || "–";
      shown.querySelector(".other").textContent = other.join("\n\n") || "–";
      shown.dataset.place = id;
      return shown;
    }),
  );
}

function settle(item, takeOther) {
  const decide = async () =>
    take(await change("text/settle", { version: saving.version, place: item.dataset.place, take_other: takeOther }));
  return saving.inTurn(decide).catch(() => {});
}

// Steps

/** Undo or redo, and show where. */
async function step(way, told) {
  const now = async () => take(await change(`text/${way}`, { version: saving.version }));
  const shown = await saving.inTurn(now).catch(() => null);
  if (!shown || (!shown.removed && !shown.passages.length)) return;
  const passage = passages.list[Math.min(shown.start, passages.list.length - 1)];
  passage.element.scrollIntoView({ block: "nearest" });
  putCaret(passage.box, textOf(passage.box).length);
  say(told);
}

const DOES = {
  play: ({ passage, start }) => playFrom(passage, start),
  part: ({ passage, start }) => acts.part(passage, start),
  join: ({ passage }) => acts.join(passage),
  give: (at) => acts.give(at, giveWhat.value, document.getElementById("give-whom").value),
  later: (at) => acts.moveBoundary(at, 1),
  earlier: (at) => acts.moveBoundary(at, -1),
  head: (at) => acts.setHeading(at),
  quote: (at) => acts.quote(at),
  remove: (at) => acts.remove(at),
};

/** The tools stand behind the passage that is edited, so that Tab leads to them. */
function offer(passage) {
  const { list } = passages;
  const before = list[list.indexOf(passage) - 1];
  const isMarked = place.end > place.start;
  const can = {
    play: passage.isTalk,
    part: passage.kind === "paragraph",
    join: passage.kind === "paragraph" && before?.kind === "paragraph",
    give: passage.isTalk,
    later: passage.opens && before?.isTalk,
    earlier: passage.opens && before?.isTalk,
    head: passage.kind !== "title",
    quote: passage.isTalk && isMarked,
    remove: ["heading", "quote"].includes(passage.kind),
  };
  for (const [does, is] of Object.entries(can)) tools.querySelector(`[data-does=${does}]`).disabled = !is;
  giveWhat.value = isMarked ? "marked" : place.start > 0 ? "rest" : "turn";
  if (passage.element.nextElementSibling !== tools && !tools.contains(document.activeElement)) {
    passage.element.after(tools);
    tools.querySelector("details").open = false;
  }
  tools.hidden = false;
}

/** Whether the tools are the same for two places: they are not looked at for every key. */
function isOffered(before, now) {
  const [one, other] = [before, now].map((at) => at && `${at.end > at.start} ${at.start > 0}`);
  return before?.passage === now.passage && one === other && now.passage.element.nextElementSibling === tools;
}

// Sound

function playFrom(passage, offset) {
  const start = known.startOf(passage, wordAt(textOf(passage.box), offset));
  if (start !== null) sound.play(start);
}

let heard = null;

function showHeard() {
  const now = known.heardAt(sound.time);
  if (!now || (now === heard && sound.playing)) return;
  if (heard?.passage !== now.passage) {
    heard?.passage.element.removeAttribute("aria-current");
    now.passage.element.setAttribute("aria-current", "true");
    if (sound.playing) follow(now.passage);
  }
  heard = now;
  const range = known.stretchOf(now);
  mark("heard", range ? [range] : [], 1);
}

/** Bring what is heard into sight, but for somebody who is writing. */
function follow({ element }) {
  const isWriting = performance.now() < touched + UNTOUCHED;
  if (isWriting || !document.getElementById("follow").checked) return;
  const box = element.getBoundingClientRect();
  const covered = sound.section.getBoundingClientRect().bottom;
  if (box.top < covered || box.bottom > innerHeight - tools.offsetHeight) element.scrollIntoView({ block: "center" });
}

// Keys, pointers, fields

/** The passage to which keys mean something: the one with the caret, or that had it last. */
function here() {
  const passage = passages.of(document.activeElement);
  if (passage && document.activeElement === passage.box) note(passage);
  return place && place.passage.element.isConnected ? place : null;
}

function note(passage) {
  const selected = selectedIn(passage.box);
  if (selected) place = { passage, ...selected };
}

let marking = 0;

/** Marks are put right when one pauses: each key would have all of them painted anew. */
function markAgain() {
  known.markDoubt();
  finding.lookAgain();
}

function onInput({ target }) {
  const passage = passages.of(target);
  if (!passage || target !== passage.box) return;
  touched = performance.now();
  saving.written(passage);
  passage.doubtful = null;
  clearTimeout(marking);
  marking = setTimeout(markAgain, A_PAUSE);
}

function beforeInput(event) {
  const passage = passages.of(event.target);
  if (!passage) return;
  const { inputType, data } = event;
  if (inputType === "historyUndo" || inputType === "historyRedo") {
    event.preventDefault();
  } else if (acts.isBusy) {
    event.preventDefault();
    if (inputType === "insertText") acts.type(data);
  } else if (inputType === "insertParagraph" || inputType === "insertLineBreak") {
    event.preventDefault();
    const { start } = selectedIn(passage.box);
    if (passage.kind === "paragraph") acts.part(passage, start);
  } else if (inputType === "deleteContentBackward") {
    joinAt(event, passage, 0, passage);
  } else if (inputType === "deleteContentForward") {
    joinAt(event, passage, textOf(passage.box).length, passages.list[passages.list.indexOf(passage) + 1]);
  }
}

/** At the edge of a paragraph there is nothing to delete but the edge. */
function joinAt(event, passage, edge, joined) {
  const { start, end } = selectedIn(passage.box);
  if (start !== edge || end !== edge || !textOf(passage.box)) return;
  event.preventDefault();
  const before = passages.list[passages.list.indexOf(joined) - 1];
  if (joined?.kind === "paragraph" && before?.kind === "paragraph") acts.join(joined);
}

/** What comes from elsewhere comes as words of this passage. */
function onPaste(event) {
  const passage = passages.of(event.target);
  if (!passage) return;
  event.preventDefault();
  const text = (event.clipboardData ?? event.dataTransfer).getData("text/plain");
  document.execCommand("insertText", false, text.replace(/\s+/g, " "));
}

function onKey(event) {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  const letter = (/^[a-z]$/i.test(key) ? key : event.code.slice(3)).toLowerCase();
  if ((ctrlKey || metaKey) && !altKey && (letter === "z" || (letter === "y" && !shiftKey))) {
    // A field of its own undoes its own words.
    if (event.target.matches("input")) return;
    event.preventDefault();
    if (letter === "y" || shiftKey) step("redo", words.redone);
    else step("undo", words.undone);
  } else if (altKey && !ctrlKey && !metaKey && !shiftKey && (letter === "p" || letter === "g")) {
    event.preventDefault();
    const at = here();
    if (at && letter === "p") playFrom(at.passage, at.start);
    else if (at) {
      offer(at.passage);
      document.getElementById("give-whom").focus();
    }
  } else if (!(ctrlKey || metaKey || altKey || shiftKey)) {
    walk(event);
  }
}

/** Arrows lead from one passage to the next, as in one text. */
function walk(event) {
  const steps = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key];
  const passage = passages.of(event.target);
  if (!steps || !passage || event.target !== passage.box) return;
  const { start, end } = selectedIn(passage.box) ?? {};
  const edge = steps < 0 ? 0 : textOf(passage.box).length;
  const { list } = passages;
  let at = list.indexOf(passage) + steps;
  while (list[at] && (list[at].element.hidden || list[at].kind === "photo")) at += steps;
  if (start !== edge || end !== edge || !list[at]) return;
  event.preventDefault();
  putCaret(list[at].box, steps < 0 ? textOf(list[at].box).length : 0);
  list[at].element.scrollIntoView({ block: "nearest" });
}

function onClick({ target }) {
  const passage = passages.of(target);
  const does = target.closest("#tools [data-does]")?.dataset.does;
  const item = target.closest("[data-place]");
  if (does && here()) DOES[does](place);
  else if (target.closest(".time")) playFrom(passage, 0);
  else if (target.closest(".put-back")) saving.wish({ what: "take back", edit: target.dataset.edit }).then(() => passage.box.focus(), () => {});
  else if (item && target.closest("[data-keep], [data-take]")) settle(item, "take" in target.dataset);
}

function onFocus({ target }) {
  const passage = passages.of(target);
  if (!passage || target !== passage.box) return;
  note(passage);
  place ??= { passage, start: 0, end: 0 };
  if (place.passage !== passage) place = { passage, start: 0, end: 0 };
  offer(passage);
}

function showSaved() {
  const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  saved.textContent = words.saved.replace("{}", time);
}

function listen() {
  root.addEventListener("input", onInput);
  root.addEventListener("beforeinput", beforeInput);
  root.addEventListener("paste", onPaste);
  root.addEventListener("drop", (event) => event.preventDefault());
  root.addEventListener("change", ({ target }) => {
    const passage = passages.of(target);
    if (target === passage?.select) saving.wish({ what: "give", speaker: target.value }, passage).catch(() => {});
  });
  root.addEventListener("focusin", onFocus);
  root.addEventListener("focusout", ({ target }) => passages.of(target)?.dirty && saving.flush());
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.addEventListener("selectionchange", () => {
    const passage = passages.of(document.activeElement);
    if (!passage || document.activeElement !== passage.box) return;
    const before = place;
    note(passage);
    if (place && !isOffered(before, place)) offer(passage);
  });
  button("undo").addEventListener("click", () => step("undo", words.undone));
  button("redo").addEventListener("click", () => step("redo", words.redone));
  saving.addEventListener("unsaved", () => (saved.textContent = words.unsaved));
  saving.addEventListener("saved", () => (saving.version === shownFirst ? null : showSaved()));
  saving.addEventListener("stale", () => load().then(() => saving.flush()));
  for (const moving of ["moment", "play", "pause"]) sound.addEventListener(moving, showHeard);
  tellWhatIsPlayed((time) => {
    const heard = known.heardAt(time);
    return !!heard && isInSight(known.stretchOf(heard) ?? heard.passage.box);
  });
  addEventListener("focus", look);
  setInterval(look, A_LOOK);
}

/** See what others did meanwhile. */
function look() {
  if (document.hidden || saving.isDirty || acts.isBusy) return;
  const since = async () => take(await change("text/since", { version: saving.version }));
  saving.inTurn(since).catch(() => {});
}

/** Show the whole text as it is now; words that are not sent yet stay where they are. */
async function load() {
  try {
    take(await ask("text/script"));
  } catch (refusal) {
    complain(refusal);
  }
}

let shownFirst = "";

async function begin() {
  try {
    const lost = await saving.takeUp();
    take(await ask("text/script"));
    shownFirst = saving.version;
    root.removeAttribute("aria-busy");
    for (const text of lost) complain(new Error(words.orphan.replace("{}", text)));
    listen();
    known.soon(0);
  } catch (refusal) {
    complain(refusal);
  }
}

begin();
