// Finds words in all episodes. The index tells which pages may have them; the pages themselves,
// where. A word is sought as it is written, and without accents only where nobody says it so.
"use strict";

(() => {
  const field = document.getElementById("q");
  const results = document.getElementById("results");
  const status = document.getElementById("status");
  const list = results.querySelector("ol");
  const more = results.querySelector("button");
  const words = results.dataset;
  const BATCH = 10, MOST = 60, SHOWN = 3;
  let index, asked = 0;

  const get = async (path, options) => {
    const answer = await fetch("../" + path, options);
    if (!answer.ok) throw new Error(`${answer.status} ${path}`);
    return answer;
  };
  // Each sign stays one sign, so that places in the text stay the same.
  const plain = (text) => text.replace(/[^\0-\x7f]/g, (sign) => sign.normalize("NFD")[0]);
  const terms = (text) => text.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

  // Words of one or two letters are sought whole, those of three where a word begins.
  const pattern = (term) => {
    const opens = term.length < 4 ? "(?<![\\p{L}\\p{N}])" : "";
    return new RegExp(opens + term + (term.length < 3 ? "(?![\\p{L}\\p{N}])" : ""), "giu");
  };

  function shard(term) {
    const letters = Array.from(term.normalize("NFD").replace(/\p{M}/gu, ""));
    const keys = letters.length < 4 ? [letters] : letters.slice(2).map((_, at) => letters.slice(at, at + 3));
    const hash = (key) => key.reduce((sum, sign) => (Math.imul(sum, 31) + sign.codePointAt(0)) >>> 0, 0);
    const numbers = keys.map((key) => hash(key) % index.sizes.length);
    return numbers.sort((one, other) => index.sizes[one] - index.sizes[other])[0];
  }

  function* places(written) {
    if (written === "*") yield* index.pages.keys();
    else
      for (const run of written.split(".")) {
        const [first, last = first] = run.split("-").map((digits) => parseInt(digits, 36));
        for (let number = first; number <= last; number++) yield number;
      }
  }

  // Which pages have a term, 2 where it is a whole word; and how to find it in their text.
  async function look(term) {
    const answer = await get(`sok/words-${shard(term)}.json?${index.version}`);
    const known = Object.entries(await answer.json());
    for (const folded of [false, true]) {
      const form = folded ? plain : String;
      const sought = pattern(form(term));
      const pages = new Map();
      for (const [word, written] of known)
        if (form(word).search(sought) >= 0)
          for (const page of places(written))
            if (pages.get(page) !== 2) pages.set(page, form(word) === form(term) ? 2 : 1);
      if (pages.size || folded) return { pages, form, sought };
    }
  }

  function hits(text, found) {
    return found.map(({ form, sought }) =>
      Array.from(form(text).matchAll(sought), (hit) => [hit.index, hit.index + hit[0].length]));
  }

  // The passages of a page that have most of what is sought.
  async function read(path, found) {
    const page = new DOMParser().parseFromString(await (await get(path)).text(), "text/html");
    const parts = page.querySelectorAll("h1, .turn, .lead > *, .article > *, .topic");
    const scored = Array.from(parts, (part) => {
      const text = (part.querySelector(".words") ?? part).textContent.trim().replace(/\s+/g, " ").normalize("NFC");
      const marks = hits(text, found);
      const score = marks.filter((each) => each.length).length + (found.inRow(text) ? 0.5 : 0);
      return { part, text, marks: marks.flat(), score };
    });
    const best = Math.max(...scored.map((each) => each.score));
    const chosen = scored.filter(({ part, score }) => best && score === best && part.tagName !== "H1");
    return { path, page, best, chosen };
  }

  const make = (name, text = "", to = null) => {
    const element = document.createElement(name);
    element.textContent = text;
    if (to) element.href = to;
    return element;
  };

  function clock(seconds) {
    const parts = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);
    return parts.slice(parts[0] ? 0 : 1).map((part, at) => String(part).padStart(at ? 2 : 1, "0")).join(":");
  }

  function extract({ text, marks }) {
    const sorted = marks.sort((one, other) => one[0] - other[0]);
    const start = Math.max(0, text.lastIndexOf(" ", sorted[0][0] - 60) + 1);
    const end = start + 240 < text.length ? text.lastIndexOf(" ", start + 240) : text.length;
    const shown = make("p", start ? "… " : "");
    let at = start;
    for (const [from, to] of sorted) {
      if (from < at || to > end) continue;
      shown.append(text.slice(at, from), make("mark", text.slice(from, to)));
      at = to;
    }
    shown.append(text.slice(at, Math.max(at, end)), end < text.length ? " …" : "");
    return shown;
  }

  function show({ path, page, chosen }) {
    const article = make("article");
    const day = page.querySelector(".kicker time")?.textContent;
    if (day) article.append(Object.assign(make("p", day), { className: "kicker" }));
    const heading = make("h3");
    heading.append(make("a", page.querySelector("h1").textContent, "../" + path));
    article.append(heading);
    for (const hit of chosen.slice(0, SHOWN)) {
      const start = /#t=([\d.]+)/.exec(hit.part.querySelector("a.time")?.getAttribute("href"))?.[1];
      const name = hit.part.querySelector("h3")?.firstChild.textContent.trim() ?? "";
      const place = hit.part.id || `t=${start}`;
      if (start) article.append(make("a", `${clock(Number(start))} ${name}`.trim(), `../${path}#${place}`));
      article.append(extract(hit));
    }
    const left = chosen.length - SHOWN;
    if (left > 0) article.append(Object.assign(make("p", words.hits.replace("{}", left)), { className: "fact" }));
    const item = make("li");
    item.append(article);
    list.append(item);
  }

  // Reads on until enough pages have all that is sought in one passage.
  async function go(rest, found, turn) {
    more.hidden = true;
    let full = 0;
    for (let tried = 0; rest.length && full < BATCH && tried < MOST; tried += BATCH) {
      const pages = await Promise.all(rest.splice(0, BATCH).map((path) => read(path, found)));
      if (turn !== asked) return;
      pages.sort((one, other) => other.best - one.best);
      for (const page of pages) show(page);
      full += pages.filter((page) => page.best >= found.length).length;
    }
    status.textContent = list.childElementCount ? words.found.replace("{}", list.childElementCount) : words.none;
    more.hidden = !rest.length;
    more.onclick = () => go(rest, found, turn);
  }

  async function search(text) {
    const turn = ++asked;
    const sought = [...new Set(terms(text))];
    results.hidden = !sought.length;
    document.getElementById("fallback").hidden = sought.length > 0;
    list.replaceChildren();
    if (!sought.length) return;
    status.textContent = words.busy;
    more.textContent = words.more;
    more.hidden = true;
    try {
      index ??= await (await get("sok/index.json", { cache: "no-cache" })).json();
      const found = await Promise.all(sought.map(look));
      const form = found.some(({ form }) => form === plain) ? plain : String;
      const row = new RegExp(sought.map(form).join("[^\\p{L}\\p{N}]+"), "iu");
      found.inRow = (text) => row.test(form(text));
      if (turn !== asked) return;
      const weight = (number) => found.reduce((sum, { pages }) => sum + (pages.get(number) ?? NaN), 0);
      const numbers = [...index.pages.keys()].filter((number) => weight(number) > 0);
      numbers.sort((one, other) => weight(other) - weight(one) || other - one);
      await go(numbers.map((number) => index.pages[number]), found, turn);
    } catch {
      if (turn !== asked) return;
      status.textContent = words.failed;
      document.getElementById("fallback").hidden = false;
    }
  }

  const asking = () => new URLSearchParams(location.search).get("q") ?? "";
  const start = () => search((field.value = asking()));
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.pushState(null, "", "?" + new URLSearchParams({ q: field.value }));
    search(field.value);
  });
  addEventListener("popstate", start);
  start();
})();
