// The sound of the episode: played from a moment, and to one where a room asks for it.
//
// Rooms import `sound` and listen to it: "moment" whenever it stands or plays somewhere else,
// "play" and "pause". Its keys have Alt, so that none that people or their aids use is taken.

import { Waveform } from "./waveform.js";

const STEP = 3; // seconds
const SPEED = "panelpodd:review-speed";
const KEYS = { k: "toggle", j: "back", l: "forward" };

/** Seconds as people write them: 0:05, 12:31, 1:02:03. */
export function clock(seconds) {
  const [hours, minutes, rest] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

class Sound extends EventTarget {
  #until = Infinity;
  #over = []; // from where to where is left out

  constructor(section) {
    super();
    this.section = section;
    this.audio = section.querySelector("audio");
    this.place = section.querySelector("input[type=range]");
    this.waveform = new Waveform(section.querySelector("canvas"), section.dataset.peaks);
    this.#listenToAudio();
    this.#listenToPeople();
    this.#takeUpSpeed(section.querySelector("select"));
    this.#show();
  }

  /** Where it stands, in seconds. */
  get time() {
    return this.audio.currentTime;
  }

  /** How long it is in seconds, 0 until that is known. */
  get duration() {
    return this.audio.duration || 0;
  }

  get playing() {
    return !this.audio.paused;
  }

  /** Play on from where it stands, or from a moment; to another where one is given, and over what is between two. */
  play(from = this.time, until = Infinity, over = []) {
    this.stand(from);
    this.#until = until;
    this.#over = over;
    // A browser may refuse to; the button is there.
    this.audio.play().catch(() => {});
  }

  pause() {
    this.audio.pause();
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  back() {
    this.stand(this.time - STEP);
  }

  forward() {
    this.stand(this.time + STEP);
  }

  /** Go to a moment, and go on playing or resting there. */
  stand(seconds) {
    this.#until = Infinity;
    this.#over = [];
    const to = Math.max(0, seconds);
    if (to === this.time) return;
    this.audio.currentTime = to;
    // At once, and not when the sound has got there: a screen reader tells what the slider says now.
    this.#show();
  }

  /** Show a stretch in the waveform, such as the place that is asked about. */
  mark(from, to) {
    this.waveform.mark(from, to);
    this.waveform.draw(this.time);
  }

  #update() {
    if (this.playing && this.time >= this.#until) {
      this.#until = Infinity;
      this.pause();
    }
    const [cut, goesOn] = this.#over;
    if (this.playing && this.time >= cut && this.time < goesOn) this.audio.currentTime = goesOn;
    this.#show();
    this.dispatchEvent(new Event("moment"));
  }

  #show() {
    const { of, play, pause } = this.section.dataset;
    const where = of.replace("{}", clock(this.time)).replace("{}", clock(this.duration));
    this.place.max = this.duration || 1;
    this.place.value = this.time;
    this.place.setAttribute("aria-valuetext", where);
    this.section.querySelector(".sound-clock").textContent = where;
    this.section.querySelector("[data-does=toggle]").textContent = this.playing ? pause : play;
    this.waveform.draw(this.time);
  }

  #listenToAudio() {
    const everyFrame = () => {
      this.#update();
      if (this.playing) requestAnimationFrame(everyFrame);
    };
    this.audio.addEventListener("play", () => {
      this.dispatchEvent(new Event("play"));
      everyFrame();
    });
    this.audio.addEventListener("pause", () => {
      this.#show();
      this.dispatchEvent(new Event("pause"));
    });
    for (const change of ["seeked", "timeupdate", "durationchange"]) {
      this.audio.addEventListener(change, () => this.#update());
    }
    this.audio.addEventListener("error", () => {
      this.section.querySelector(".sound-clock").textContent = this.section.dataset.broken;
    });
  }

  #listenToPeople() {
    this.section.addEventListener("click", ({ target }) => {
      const does = target.closest("button")?.dataset.does;
      if (does) this[does]();
    });
    this.place.addEventListener("input", () => this.stand(Number(this.place.value)));
    this.waveform.canvas.addEventListener("click", (event) => this.stand(this.waveform.momentAt(event, this.time)));
    document.addEventListener("keydown", (event) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      // On a Mac Alt and a letter write another sign; then the key itself tells.
      const key = /^[a-z]$/i.test(event.key) ? event.key : event.code.slice(3);
      const does = KEYS[key.toLowerCase()];
      if (!does) return;
      event.preventDefault();
      this[does]();
    });
  }

  #takeUpSpeed(choice) {
    const set = (speed) => (this.audio.playbackRate = this.audio.defaultPlaybackRate = Number(speed));
    try {
      choice.value = localStorage.getItem(SPEED) ?? "1";
    } catch {
      // A browser may forbid it; then nothing is kept.
    }
    if (!choice.value) choice.value = "1";
    set(choice.value);
    choice.addEventListener("change", () => {
      set(choice.value);
      try {
        localStorage.setItem(SPEED, choice.value);
      } catch {
        // As above.
      }
    });
  }
}

const section = document.getElementById("sound");

/** The sound of the page; null where it has none. */
export const sound = section ? new Sound(section) : null;
