import type { Milliseconds, Seconds } from '../units';
import type { CameraPace } from './camera-contract';

/** What the debug line looks back on. */
const WINDOW_MS: Milliseconds = 2000;

/**
 * How the camera keeps up, over the last two seconds. Call `shown` when a frame's overlay has been drawn:
 * `capturedAtMs` as CameraFrame says, `shownAtMs` in the same clock (performance.timeOrigin + performance.now()).
 */
export class PaceMeter {
  #shown: { capturedAtMs: Milliseconds; shownAtMs: Milliseconds }[] = [];

  shown(capturedAtMs: Milliseconds, shownAtMs: Milliseconds): void {
    this.#shown.push({ capturedAtMs, shownAtMs });
    this.#forget(shownAtMs);
  }

  /** NaN where too little was shown in the last two seconds to tell. */
  pace(nowMs: Milliseconds): CameraPace {
    this.#forget(nowMs);
    const [first, last] = [this.#shown[0], this.#shown.at(-1)];
    const latencies = this.#shown.map(({ capturedAtMs, shownAtMs }) => shownAtMs - capturedAtMs);
    const spanMs = first && last ? last.shownAtMs - first.shownAtMs : 0;
    const frameS: Seconds = spanMs > 0 ? spanMs / 1000 / (this.#shown.length - 1) : NaN;
    return { framesPerS: 1 / frameS, latencyMs: median(latencies), frameS };
  }

  #forget(nowMs: Milliseconds): void {
    const firstKept = this.#shown.findIndex(({ shownAtMs }) => shownAtMs >= nowMs - WINDOW_MS);
    this.#shown = firstKept < 0 ? [] : this.#shown.slice(firstKept);
  }
}

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [below, above] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return below === undefined || above === undefined ? NaN : (below + above) / 2;
}
