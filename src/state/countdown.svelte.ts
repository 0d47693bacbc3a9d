/** Seconds to get onto the belt. */
const FROM = 5;

/** Counts down to zero, a second each. */
export class Countdown {
  #timer: ReturnType<typeof setInterval> | undefined;
  #left = $state.raw<number | null>(null);

  /** Seconds left; null = not counting. */
  get left(): number | null {
    return this.#left;
  }

  start(done: () => void): void {
    this.cancel();
    this.#left = FROM;
    this.#timer = setInterval(() => {
      this.#left = (this.#left ?? 1) - 1;
      if (this.#left > 0) return;
      this.cancel();
      done();
    }, 1000);
  }

  cancel(): void {
    clearInterval(this.#timer);
    this.#left = null;
  }
}
