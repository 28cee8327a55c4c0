// The waveform around the moment that is heard: an addition for the eyes; the slider says the same.

const AROUND = 12; // seconds on either side

export class Waveform {
  #peaks = new Int8Array();
  #perSecond = 20;
  #range = 256; // from the least to the greatest that is drawn
  #marked = null;
  #drawn = "";

  constructor(canvas, address) {
    this.canvas = canvas;
    this.#load(address);
    // Colours and width are those of the page: when they change, so does the drawing.
    new ResizeObserver(() => this.#anew()).observe(canvas);
    for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
      matchMedia(query).addEventListener("change", () => this.#anew());
    }
  }

  /** Point out a stretch. */
  mark(from, to) {
    this.#marked = { from, to };
    this.#drawn = "";
  }

  /** The moment at which somebody points, while another is in the middle. */
  momentAt({ clientX }, time) {
    const { left, width } = this.canvas.getBoundingClientRect();
    return time + ((clientX - left) / width - 0.5) * 2 * AROUND;
  }

  /** Draw what is around a moment. */
  draw(time) {
    const { clientWidth, clientHeight } = this.canvas;
    const asked = `${time} ${clientWidth} ${this.#peaks.length}`;
    if (!clientWidth || asked === this.#drawn) return;
    this.#drawn = asked;
    this.time = time;
    const scale = devicePixelRatio;
    this.canvas.width = clientWidth * scale;
    this.canvas.height = clientHeight * scale;
    const pen = this.canvas.getContext("2d");
    pen.scale(scale, scale);
    this.#draw(pen, time, clientWidth, clientHeight);
  }

  #draw(pen, time, width, height) {
    const style = getComputedStyle(this.canvas);
    const at = (seconds) => ((seconds - time) / (2 * AROUND) + 0.5) * width;
    if (this.#marked) {
      pen.fillStyle = style.accentColor;
      const { from, to } = this.#marked;
      pen.fillRect(at(from), height - 3, at(to) - at(from), 3);
    }
    pen.fillStyle = style.color;
    const first = Math.max(0, Math.floor((time - AROUND) * this.#perSecond));
    const last = Math.min(this.#peaks.length / 2, Math.ceil((time + AROUND) * this.#perSecond));
    const wide = Math.max(1, at(1 / this.#perSecond) - at(0) - 1);
    for (let peak = first; peak < last; peak++) {
      const [least, most] = this.#peaks.subarray(2 * peak, 2 * peak + 2);
      const top = (0.5 - most / this.#range) * height;
      const high = Math.max(1, ((most - least) / this.#range) * height);
      pen.fillRect(at(peak / this.#perSecond), top, wide, high);
    }
    pen.fillStyle = style.borderLeftColor;
    pen.fillRect(width / 2 - 1, 0, 2, height);
  }

  #anew() {
    this.#drawn = "";
    this.draw(this.time ?? 0);
  }

  async #load(address) {
    try {
      const answer = await fetch(address);
      if (!answer.ok) return;
      this.#perSecond = Number(answer.headers.get("X-Peaks-Per-Second"));
      this.#peaks = new Int8Array(await answer.arrayBuffer());
      this.#range = 2 * this.#peaks.reduce((most, peak) => Math.max(most, Math.abs(peak)), 16);
      this.#anew();
    } catch {
      // Without it the slider is there.
    }
  }
}
