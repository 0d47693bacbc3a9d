import { pelvicHint, rollOfLine } from '../analysis/point-at';
import type { Corrections } from '../analysis/run-analysis';
import type { Pixels, Seconds } from '../units';

/** What a person points at in the picture: whom to follow, something upright, the pelvic line or its dots. */
export type Tool = 'runner' | 'roll' | 'pelvis';

/** A place in the upright picture. */
export interface Point {
  x: Pixels;
  y: Pixels;
}

/** What a person is pointing at in one clip's picture, and where. */
export class Pointing {
  #tool = $state.raw<Tool | null>(null);
  #points = $state.raw<readonly Point[]>([]);
  /** The moment of the clip that is on the screen, in real time. */
  shownS: Seconds = $state(0);

  get tool(): Tool | null {
    return this.#tool;
  }

  /** The tool's handles: one for the runner, else two; of an upright line the lower end first. */
  get points(): readonly Point[] {
    return this.#points;
  }

  begin(tool: Tool, points: readonly Point[]): void {
    this.#tool = tool;
    this.#points = points;
  }

  end(): void {
    this.#tool = null;
    this.#points = [];
  }

  move(index: number, to: Point): void {
    this.#points = this.#points.map((point, k) => (k === index ? to : point));
  }

  /** Which handle lies nearest to a place; −1 where there is none. */
  nearest({ x, y }: Point): number {
    const distances = this.#points.map((point) => Math.hypot(point.x - x, point.y - y));
    return distances.indexOf(Math.min(...distances));
  }

  /** What the handles say of the clip; null for a tool that says nothing of it. */
  get correction(): Partial<Corrections> | null {
    const [first, second] = this.#points;
    if (first === undefined || second === undefined) return null;
    if (this.#tool === 'roll') return { cameraRollDeg: rollOfLine(first, second) };
    return this.#tool === 'pelvis' ? { pelvis: pelvicHint(this.shownS, [first, second]) } : null;
  }
}
