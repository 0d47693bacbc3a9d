import type { Pixels } from '../../units';

export type Canvas2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export interface Dot {
  x: Pixels;
  y: Pixels;
}

/** Under every line and letter, so that both can be seen on a white wall and on black tights. */
const EDGE = 'rgb(12 16 20 / 0.55)';
const PAPER = 'rgb(18 22 27 / 0.86)';
const FONT = 'system-ui, sans-serif';

/** Draws in picture coordinates with widths and letters in screen pixels. */
export class Pen {
  readonly context: Canvas2D;
  readonly #scale: number;
  readonly #weight: number;

  /** `scale`: screen pixels per picture pixel. `weight`: 1 = lines as wide as asked for; letters keep their size. */
  constructor(context: Canvas2D, scale: number, weight: number) {
    this.context = context;
    this.#scale = scale;
    this.#weight = weight;
  }

  /** Screen pixels as picture pixels. */
  px(screenPixels: number): Pixels {
    return screenPixels / this.#scale;
  }

  /** The same, thinner for a small runner. */
  weighed(screenPixels: number): Pixels {
    return this.px(screenPixels) * this.#weight;
  }

  line(points: readonly Dot[], color: string, width: number, dash: readonly number[] = []): void {
    const { context } = this;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.setLineDash(dash.map((length) => this.weighed(length)));
    context.beginPath();
    points.forEach(({ x, y }) => {
      context.lineTo(x, y);
    });
    context.strokeStyle = EDGE;
    context.lineWidth = this.weighed(width + 2);
    context.stroke();
    context.strokeStyle = color;
    context.lineWidth = this.weighed(width);
    context.stroke();
    context.setLineDash([]);
  }

  ring({ x, y }: Dot, color: string, radius: number, width: number): void {
    const { context } = this;
    context.beginPath();
    context.arc(x, y, this.weighed(radius), 0, 2 * Math.PI);
    context.fillStyle = PAPER;
    context.fill();
    context.strokeStyle = color;
    context.lineWidth = this.weighed(width);
    context.stroke();
  }

  /** A filled tip at `at`, pointing along (dx, dy), a unit vector. */
  tip({ x, y }: Dot, dx: number, dy: number, color: string, size: number): void {
    const { context } = this;
    const s = this.weighed(size);
    context.beginPath();
    context.moveTo(x + dx * s, y + dy * s);
    context.lineTo(x - dy * s * 0.5, y + dx * s * 0.5);
    context.lineTo(x + dy * s * 0.5, y - dx * s * 0.5);
    context.closePath();
    context.fillStyle = color;
    context.fill();
  }

  /** One letter in a filled circle. */
  tag({ x, y }: Dot, letter: string, color: string, ink: string): void {
    const { context } = this;
    context.beginPath();
    context.arc(x, y, this.weighed(8), 0, 2 * Math.PI);
    context.fillStyle = color;
    context.fill();
    context.fillStyle = ink;
    context.font = `700 ${this.weighed(11)}px ${FONT}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(letter, x, y + this.weighed(0.5));
  }

  /** The size of a label, the same for all digits and either side: it must not tremble with the numbers. */
  labelSize(title: string, value: string): { width: Pixels; height: Pixels } {
    const widthOf = (text: string, font: string) => {
      this.context.font = font;
      return this.context.measureText(text.replace(/\d/g, '0').replace('left', 'right')).width;
    };
    const width = Math.max(widthOf(title, this.#small), widthOf(value, this.#large)) + this.px(20);
    return { width, height: this.px(44) };
  }

  /** A dark label of two lines, left-aligned, with its upper left corner at a place. */
  label(title: string, value: string, { x, y }: Dot): void {
    const { context } = this;
    const { width, height } = this.labelSize(title, value);
    context.beginPath();
    context.roundRect(x, y, width, height, this.px(7));
    context.fillStyle = PAPER;
    context.fill();
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
    context.font = this.#small;
    context.fillStyle = '#c9ced4';
    context.fillText(title, x + this.px(10), y + this.px(17));
    context.font = this.#large;
    context.fillStyle = '#ffffff';
    context.fillText(value, x + this.px(10), y + this.px(35));
  }

  get #small(): string {
    return `400 ${this.px(12)}px ${FONT}`;
  }

  get #large(): string {
    return `700 ${this.px(15)}px ${FONT}`;
  }
}
