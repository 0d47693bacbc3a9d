import type { Milliseconds, Seconds } from '../units';

/** When a frame was taken. A clock goes on from another where it is given that one's last. */
export interface CaptureTime {
  /** In the camera's own time, from an arbitrary start. */
  timeS: Seconds;
  /** In the page's clock (performance.timeOrigin + now). */
  capturedAtMs: Milliseconds;
}

/**
 * A camera's clock may run faster or slower than the page's by some hundredths of a per cent; over this long that is under
 * 10 ms, and in this long a frame has come through without delay.
 */
const WINDOW_MS: Milliseconds = 30_000;
/** Clocks that part by this much were set anew: a device that slept, a source that began again. */
const JUMP_MS: Milliseconds = 2_000;
/** Frames of a live camera come in order; one that is older than the last by more belongs to a source that began again. */
const BACKWARDS_MS: Milliseconds = 100;

/**
 * Turns the timestamps that frames carry into times that go on for ever, and tells when they were in the page's clock.
 *
 * Browsers that tell no time of capture tell only an order of timestamps with an unknown start. The quickest frame of the
 * last half minute is taken to have come at once: what every frame needs at least (exposure, cable: some 10 to 50 ms on
 * a webcam) cannot be seen from here and is not in the latency.
 */
export class CaptureClock {
  /** Added to a timestamp gives `timeS`, ms; changes only when the source's clock was set anew. */
  #toTimeMs: Milliseconds = 0;
  #last: CaptureTime | null;
  /** Smallest arrival − timestamp in this window and the one before: the offset between the clocks. */
  #least: Milliseconds = Infinity;
  #leastBefore: Milliseconds = Infinity;
  #windowEndsMs: Milliseconds = -Infinity;

  /** `goesOn`: the last answer of an earlier clock of the same camera. */
  constructor(goesOn: CaptureTime | null = null) {
    this.#last = goesOn;
  }

  /**
   * `timestampMs`: what the frame carries; `arrivedAtMs`: when it came, `toldMs`: when the browser says that it was
   * captured (null = does not say), both in the page's clock. Gives null for a frame that is not newer than the last.
   */
  timeOf(
    timestampMs: Milliseconds,
    arrivedAtMs: Milliseconds,
    toldMs: Milliseconds | null = null,
  ): CaptureTime | null {
    const offset = (toldMs ?? arrivedAtMs) - timestampMs;
    this.#learn(offset, arrivedAtMs);
    const capturedAtMs = toldMs ?? timestampMs + Math.min(this.#least, this.#leastBefore);
    const last = this.#last;
    if (last !== null) {
      const lastMs = last.timeS * 1000;
      const latestMs = lastMs + Math.max(0, arrivedAtMs - last.capturedAtMs);
      const timeMs = timestampMs + this.#toTimeMs;
      if (timeMs < lastMs - BACKWARDS_MS || timeMs > latestMs + JUMP_MS)
        this.#toTimeMs = latestMs - timestampMs;
    }
    const timeS = (timestampMs + this.#toTimeMs) / 1000;
    if (last !== null && timeS <= last.timeS) return null;
    this.#last = { timeS, capturedAtMs };
    return this.#last;
  }

  #learn(offset: Milliseconds, arrivedAtMs: Milliseconds): void {
    const jumped = !(Math.abs(offset - Math.min(this.#least, this.#leastBefore)) <= JUMP_MS);
    if (jumped || arrivedAtMs > this.#windowEndsMs) {
      this.#leastBefore = jumped ? Infinity : this.#least;
      this.#least = Infinity;
      this.#windowEndsMs = arrivedAtMs + WINDOW_MS;
    }
    this.#least = Math.min(this.#least, offset);
  }
}
