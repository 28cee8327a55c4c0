// What the rooms share: asking the server, saying what came of it, and showing a room anew.

const words = document.getElementById("words").dataset;
const told = document.getElementById("told");
const fault = document.getElementById("fault");
const token = document.querySelector('meta[name="review-token"]').content;
const api = document.body.dataset.api ?? "/";

/** A refusal: `status` is that of HTTP, the message a sentence for people. */
export class Refusal extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
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
    throw new Refusal(0, words.lost);
  }
  if (answer.ok) return answer.json();
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
  throw new Refusal(answer.status, isJson ? (await answer.json()).error : await answer.text());
}

/** Say what was done, where screen readers hear it; whatever went wrong before is over. */
export function say(...sentences) {
  fault.textContent = "";
  told.textContent = sentences.join(" ");
}

/** Say what went wrong. The server's own sentences are those of the command line: English. */
export function complain(refusal) {
  told.textContent = "";
  const sentence = document.createElement("span");
  sentence.textContent = refusal.message;
  if (refusal instanceof Refusal && refusal.status) sentence.lang = "en";
  fault.replaceChildren(sentence.lang ? words.refused : "", sentence);
}

/** The page as it would be if it were loaded now. */
export async function fresh() {
  const answer = await fetch(location.href);
  if (!answer.ok) throw new Refusal(answer.status, words.lost);
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
