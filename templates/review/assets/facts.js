// What people say about an episode, saved field by field; pictures; and the build.

import { ask, change, complain, fresh, refresh, say, sentences, shown } from "./desk.js";
import "./forms.js";
import "./moments.js";

const words = document.getElementById("words").dataset;
const PATIENCE = 400; // milliseconds between two looks at the build

document.addEventListener("change", ({ target }) => {
  if (target.dataset.change) save(target);
  if (target.id === "send-photo" && target.files[0]) send(target);
});

document.addEventListener("input", ({ target }) => {
  if (target.id === "f-title") count(target);
});

document.addEventListener("click", ({ target }) => {
  if (target.id === "build") build(target);
});

let saving = Promise.resolve();

/** Save one field after the other, so that each knows what the one before wrote. */
function save(field) {
  saving = saving.then(() => saved(field));
}

/** Save a field; what is wrong with it is told beside it, and nothing is written then. */
async function saved(field) {
  const { change: path, key, was } = field.dataset;
  const value = field.value;
  try {
    await change(path, { ...JSON.parse(key), value, was });
    field.dataset.was = value;
    beside(field, []);
    say(words.saved);
    await refresh("renews" in field.dataset ? "[data-fresh]" : "#undo-place");
  } catch (refusal) {
    beside(field, sentences(refusal));
    complain(refusal);
    // Somebody else wrote there: who saves once more has read it.
    if (refusal.status === 409) field.dataset.was = (await fresh()).getElementById(field.id).dataset.was;
  }
}

/** Send a picture; it is looked at before it is kept. */
async function send(field) {
  const [file] = field.files;
  try {
    await change(`photos/${encodeURIComponent(file.name)}`, file);
    field.value = "";
    await refresh("#photos");
    say(words.received);
  } catch (refusal) {
    beside(field, sentences(refusal));
    complain(refusal);
  }
}

function beside(field, lines) {
  document.getElementById(`${field.id}-said`).replaceChildren(...lines);
  if (lines.length) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

function count(title) {
  const signs = [...title.value].length;
  const place = document.getElementById("f-title-hint");
  place.textContent = words.signs.replace("{}", signs);
  place.classList.toggle("over", signs > Number(words.most));
}

async function build(button) {
  button.disabled = true;
  try {
    await change("build", {});
    await follow();
  } catch (refusal) {
    complain(refusal);
  }
  button.disabled = false;
}

/** Show the build until it ends, and then what came of it. */
async function follow() {
  const place = document.getElementById("progress");
  document.getElementById("built").textContent = "";
  document.getElementById("notes").replaceChildren();
  place.hidden = false;
  for (;;) {
    const progress = await ask("work");
    document.getElementById("step").textContent = step(progress.doing);
    document.getElementById("share").value = progress.share;
    if (!progress.running) {
      place.hidden = true;
      return show(progress);
    }
    await new Promise((goOn) => setTimeout(goOn, PATIENCE));
  }
}

function show({ outcome, changed, notes }) {
  document.getElementById("built").textContent = words[outcome]?.replace("{}", changed) ?? "";
  document.getElementById("notes").replaceChildren(...shown(notes, "li"));
}

/** A step in the words of the page; the command line's own where it has none. */
function step(doing) {
  const known = [...document.querySelectorAll("#steps li")].find((line) => doing.startsWith(line.dataset.doing));
  return doing ? (known?.textContent ?? doing) : words.building;
}

// A build that was begun before the page was loaded anew goes on.
ask("work").then(({ running }) => running && follow(), () => {});
