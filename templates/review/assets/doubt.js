// The room “Tvivel”: plays a place, shows its sentence with what is doubted, and takes the answer.

import { ask, change, complain, say } from "./desk.js";
import { tellWhatIsPlayed } from "./listened.js";
import { clock, sound } from "./sound.js";

const KEYS = { r: "right", s: "again", p: "previous", n: "next", u: "undo" };
const BY_ITSELF = "panelpodd:review-doubt-plays";

const words = document.getElementById("words").dataset;
const element = (id) => document.getElementById(id);

let queue = null;
let shown = null; // the place that is asked about
let sending = Promise.resolve(); // answers arrive in the order in which they are given
const skipped = []; // by their names, in the order in which they were skipped
const answered = new Set();
const answers = []; // those that were taken, the last of which can be taken back

const nameOf = ({ span, why }) => `${span.start}-${span.end}-${why}`;

/** The places that are left, those that were skipped last. */
function inOrder() {
  const later = (place) => skipped.indexOf(nameOf(place));
  const left = queue.places.filter((place) => !answered.has(nameOf(place)));
  return left.sort((one, other) => later(one) - later(other));
}

function showHowFar() {
  const { expected, seconds } = queue;
  const left = queue.left - queue.places.filter((place) => answered.has(nameOf(place))).length;
  const parts = [left === 1 ? words.one : words.left.replace("{}", left)];
  const about = (number) => String(Math.max(1, Math.round(number)));
  if (left) parts.push(words.expected.replace("{}", about(expected)).replace("{}", clock(Math.ceil(seconds))));
  if (answered.size) parts.push(words.answered.replace("{}", answered.size));
  element("left").textContent = parts.join(" · ");
  element("undo").disabled = !answered.size;
  element("progress").value = answered.size / Math.max(1, answered.size + left);
}

function marked({ text, doubted, hint }) {
  if (!doubted) return [text];
  const mark = document.createElement("mark");
  mark.textContent = text;
  if (!hint) return [mark];
  const note = document.createElement("span");
  note.className = "hint";
  note.textContent = ` (${words.hint.replace("{}", hint)})`;
  return [mark, note];
}

function sentenceOf(place) {
  const gap = document.createElement("mark");
  gap.textContent = words.gap;
  const parts = place.words.flatMap((word, at) => [
    ...(at === place.gap ? [gap, " "] : []),
    ...marked(word),
    " ",
  ]);
  return place.gap === place.words.length ? [...parts, gap] : parts;
}

function show(place, { focus = true } = {}) {
  shown = place ?? null;
  element("place").hidden = !shown;
  element("none").hidden = !!shown;
  showHowFar();
  if (!shown) {
    if (focus) element("main").focus();
    return;
  }
  const where = words.place.replace("{}", shown.speaker).replace("{}", () => clock(shown.span.start));
  element("where").textContent = where;
  const why = shown.why.map((reason) => words[reason]).join("; ");
  const doubted = shown.words.filter((word) => word.doubted).map(({ text }) => text).join(" ");
  element("why").textContent = doubted ? `${why}: ”${doubted}”` : why;
  element("sentence").replaceChildren(...sentenceOf(shown));
  element("words-anew").value = shown.sentence;
  sound.mark(shown.span.start, shown.span.end);
  if (focus) element("where").focus();
  if (focus && element("by-itself").checked) again();
  else sound.stand(shown.play.start);
}

function again() {
  sound.play(shown.play.start, shown.play.end);
}

/** The text stays as it is, so the next place need not wait. */
function right() {
  answer("doubt/right", {}, words.right).then(showHowFar);
  show(inOrder()[0]);
}

/** The next place may stand in the sentence that is changed, so it waits until that is done. */
async function save() {
  const after = element("words-anew").value.trim();
  if (!after || after === shown.sentence) return right();
  const { paragraph, start: at, sentence: before } = shown;
  const wish = { version: queue.version, paragraph, at, before, after };
  await answer("doubt/reword", wish, words.changed);
  show(inOrder()[0]);
}

/** Send an answer behind those that are on their way; tells whether it was taken. */
function answer(path, wish, done) {
  const name = nameOf(shown);
  const { start, end } = shown.span;
  if (answered.has(name)) return sending;
  answered.add(name);
  sending = sending.then(async () => {
    try {
      queue = await change(path, { ...wish, start, end });
      answers.push({ name, isWord: path === "doubt/reword" });
      say(done);
    } catch (refusal) {
      answered.delete(name);
      complain(refusal);
      // The text may be another by now: what is left of it is asked about anew.
      queue = await ask("doubt/queue").catch(() => queue);
    }
  });
  return sending;
}

/** What was answered last stands in the settings, and in the text where that was changed. */
function undo() {
  sending = sending.then(async () => {
    const last = answers.pop();
    if (!last) return;
    try {
      await change("heard/undo", {});
      if (last.isWord) await change("text/undo", { version: queue.version });
      answered.delete(last.name);
      queue = await ask("doubt/queue");
      show(queue.places.find((place) => nameOf(place) === last.name) ?? inOrder()[0]);
      say(words.undone);
    } catch (refusal) {
      complain(refusal);
    }
  });
}

function next() {
  const before = skipped.indexOf(nameOf(shown));
  if (before >= 0) skipped.splice(before, 1);
  skipped.push(nameOf(shown));
  show(inOrder()[0]);
  say(words.skipped);
}

function previous() {
  const name = skipped.pop();
  show(queue.places.find((place) => nameOf(place) === name) ?? inOrder()[0]);
}

const does = { right, again, previous, next, undo };

function listen() {
  for (const [id, act] of Object.entries(does)) element(id).addEventListener("click", () => (shown || act === undo) && act());
  element("rewording").addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  element("words-anew").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    save();
  });
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const key = /^[a-z]$/i.test(event.key) ? event.key : event.code.slice(3);
    const act = does[KEYS[key.toLowerCase()]];
    if (!act) return;
    event.preventDefault();
    if (shown || act === undo) act();
  });
  const byItself = element("by-itself");
  try {
    byItself.checked = localStorage.getItem(BY_ITSELF) !== "no";
    byItself.addEventListener("change", () => localStorage.setItem(BY_ITSELF, byItself.checked ? "yes" : "no"));
  } catch {
    // A browser may forbid it; then nothing is kept.
  }
}

/** Whether the sentence that is shown is the one that is said at a moment. */
function inView(time) {
  return !!shown && time >= shown.play.start - 0.5 && time <= shown.play.end + 0.5;
}

listen();
tellWhatIsPlayed(inView);
try {
  queue = await ask("doubt/queue");
  show(queue.places[0], { focus: false });
} catch (refusal) {
  complain(refusal);
}
