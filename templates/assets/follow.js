// Marks the turn and the word that are heard, and keeps them in sight until the reader scrolls.

const SCROLLING_KEYS = new Set(["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " "]);
const OWN_KEYS = "audio, button, input, select, summary";
// Milliseconds after which a scroll of ours has ended, where the browser does not tell.
const A_SCROLL = 1000;
// The line that is heard is brought to a quarter of the window, and may run down to three.
const UPPER = 0.25;
const LOWER = 0.75;

// Here and not in player.css, since validators do not know it yet; print has no marks.
const LOOK = "@media screen { ::highlight(heard) { background: var(--heard); color: var(--on-heard) } }";

/** How much of the window, from the top, the player takes once it stays there; pixels. */
export function covered() {
  return parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
}

export class Follower {
  #heard = { turn: null, word: null };
  #stopped = false; // by scrolling
  #ours = 0; // until when a scroll is ours
  #line = 0; // where in the window what is heard stood last

  constructor(player, talk) {
    this.player = player;
    this.talk = talk;
    this.wish = document.getElementById("follow");
    this.button = document.getElementById("resume");
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    this.wish.addEventListener("change", () => (this.wish.checked ? this.resume() : this.#rest(false)));
    this.button.addEventListener("click", () => this.resume());
    const look = new CSSStyleSheet();
    look.replaceSync(LOOK);
    document.adoptedStyleSheets.push(look);
    this.#listenToSound();
    this.#listenToReader();
  }

  /** What is marked. */
  get turn() {
    return this.#heard.turn;
  }

  /** Mark what is said at the moment at which the player stands. */
  update() {
    const { turn, word } = this.talk.at(this.player.currentTime);
    if (turn === this.#heard.turn && word === this.#heard.word) return;
    this.#heard.turn?.section.removeAttribute("aria-current");
    turn?.section.setAttribute("aria-current", "true");
    this.#heard = { turn, word, range: word && this.talk.where(word) };
    this.#highlight();
    if (!this.player.paused && this.wish.checked) this.show();
    this.#line = this.#box()?.top;
  }

  /** Bring what is marked into sight; at once where an address leads, as browsers do. */
  show(atOnce = this.calm.matches) {
    const box = this.#box();
    if (!box || performance.now() < this.#ours) return;
    const top = covered();
    const height = innerHeight - top;
    const inSight = box.top >= top && box.top <= top + height * LOWER;
    if (inSight) return;
    const most = document.documentElement.scrollHeight - innerHeight;
    const aim = Math.min(Math.max(scrollY + box.top - top - height * UPPER, 0), most);
    if (Math.abs(aim - scrollY) < 1) return;
    this.#ours = performance.now() + A_SCROLL;
    scrollTo({ top: aim, behavior: atOnce ? "instant" : "smooth" });
  }

  resume() {
    // The button is about to go: whoever pressed it by keyboard goes on in the text.
    if (document.activeElement === this.button) this.turn?.link.focus({ preventScroll: true });
    this.wish.checked = true;
    this.#rest(false);
    this.show();
  }

  #rest(stopped) {
    this.#stopped = stopped;
    this.button.hidden = !stopped || this.player.paused;
  }

  #stop() {
    if (!this.wish.checked || this.player.paused) return;
    this.wish.checked = false;
    this.#rest(true);
  }

  #highlight() {
    const { range } = this.#heard;
    if (!CSS.highlights) return;
    if (range) CSS.highlights.set("heard", new Highlight(range));
    else CSS.highlights.delete("heard");
  }

  #box() {
    const { turn, range } = this.#heard;
    if (!turn || turn.section.hidden) return null;
    return (range ?? turn.section).getBoundingClientRect();
  }

  #listenToSound() {
    const { player } = this;
    const everyFrame = () => {
      this.update();
      if (!player.paused) requestAnimationFrame(everyFrame);
    };
    player.addEventListener("play", () => {
      this.#rest(this.#stopped);
      this.show();
      everyFrame();
    });
    player.addEventListener("pause", () => this.#rest(this.#stopped));
    player.addEventListener("timeupdate", () => this.update());
  }

  #listenToReader() {
    const stop = () => this.#stop();
    addEventListener("wheel", (event) => event.ctrlKey || stop(), { passive: true });
    addEventListener("touchmove", stop, { passive: true });
    addEventListener("keydown", ({ key, target }) => {
      if (SCROLLING_KEYS.has(key) && !target.closest(OWN_KEYS)) stop();
    });
    addEventListener("keyup", ({ key, target }) => {
      if (key === "Tab" && target.closest(".talk")) stop();
    });
    document.addEventListener("selectionchange", () => {
      if (!getSelection().isCollapsed && this.talk.turnOf(getSelection().anchorNode?.parentElement)) stop();
    });
    addEventListener("scroll", () => {
      // Scrollbars, searching in the page, screen readers: the text moves, and not by us.
      if (performance.now() > this.#ours && Math.abs(this.#box()?.top - this.#line) > 2) stop();
    }, { passive: true });
    addEventListener("scrollend", () => this.#settle());
    addEventListener("resize", () => this.#settle());
  }

  #settle() {
    this.#ours = 0;
    this.#line = this.#box()?.top;
  }
}
