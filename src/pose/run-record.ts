import type { Milliseconds, Seconds } from '../units';

/** The time that a run has had, without that in which it was held up. */
export class RunClock {
  #startedAt: Milliseconds | null = null;
  #stoppedMs: Milliseconds = 0;

  start(): void {
    this.#startedAt ??= performance.now();
  }

  get elapsedS(): Seconds {
    const now = performance.now();
    return (now - (this.#startedAt ?? now) - this.#stoppedMs) / 1000;
  }

  stoppedFor(hold: Promise<void> | null): Promise<void> | null {
    const since = performance.now();
    return (
      hold?.finally(() => {
        this.#stoppedMs += performance.now() - since;
      }) ?? null
    );
  }
}

/** Counts how often in a row the worker died without finishing a further frame. */
export class DeathCount {
  #frames = -1;
  #deaths = 0;

  at(frames: number): number {
    this.#deaths = frames === this.#frames ? this.#deaths + 1 : 1;
    this.#frames = frames;
    return this.#deaths;
  }
}
