// What the rooms share: asking the server, saying what came of it, and showing a room anew.

const words = document.getElementById("words").dataset;
const told = document.getElementById("told");
const fault = document.getElementById("fault");
const token = document.querySelector('meta[name="review-token"]').content;
const api = document.body.dataset.api ?? "/";

/** A refusal: `status` is that of HTTP, the lines are for people, each with its language. */
export class Refusal extends Error {
  constructor(status, lines) {
    super(lines.map(({ text }) => text).join(" "));
    this.status = status;
    this.lines = lines;
  }
}

/** Ask for a value of this episode, such as `text/turns`. */
export function ask(path) {
  return answered(fetch(api + path));
}

/** Ask for a change of this episode; the value is sent as JSON, a file as it is. */
export function change(path, value) {
  const isFile = value instanceof Blob;
  const headers = { "X-Review-Token": token };
  headers["Content-Type"] = isFile ? value.type : "application/json";
  const body = isFile ? value : JSON.stringify(value);
  return answered(fetch(api + path, { method: "POST", headers, body }));
}

async function answered(request) {
  let answer;
  try {
    answer = await request;
  } catch {
    throw lost(0);
  }
  if (answer.ok) return answer.json();
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
  const lang = answer.headers.get("Content-Language") ?? "en";
  throw new Refusal(answer.status, isJson ? (await answer.json()).error : [{ text: await answer.text(), lang }]);
}

function lost(status) {
  return new Refusal(status, [{ text: words.lost, lang: document.documentElement.lang }]);
}

/** Say what was done, where screen readers hear it; whatever went wrong before is over. */
export function say(...sentences) {
  fault.textContent = "";
  told.textContent = sentences.join(" ");
}

/** Say what went wrong. */
export function complain(refusal) {
  told.textContent = "";
  fault.replaceChildren(refusal.status ? words.refused : "", ...sentences(refusal));
}

/** What went wrong, for the page: each line in its language; a fault of ours as it is. */
export function sentences(refusal) {
  return refusal.lines ? shown(refusal.lines, "span") : [refusal.message];
}

/** Lines as elements of the page, each with its language. */
export function shown(lines, kind) {
  return lines.map(({ text, lang }) => {
    const line = document.createElement(kind);
    line.textContent = `${text} `;
    line.lang = lang;
    return line;
  });
}

/** The page as it would be if it were loaded now. */
export async function fresh() {
  const answer = await fetch(location.href);
  if (!answer.ok) throw lost(answer.status);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** Show what is marked `data-fresh` as it is now, with the focus and what was open as before. */
export async function refresh(parts = "[data-fresh]") {
  const page = await fresh();
  const focus = document.activeElement?.id;
  for (const part of document.querySelectorAll(parts)) {
    const now = page.getElementById(part.id);
    for (const { id } of part.querySelectorAll("details[open][id]")) {
      now.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
    }
    part.replaceChildren(...now.childNodes);
  }
  if (focus && document.activeElement?.id !== focus) {
    (document.getElementById(focus) ?? document.getElementById("main")).focus();
  }
}
