import type { Seconds } from '../units';

/** A value that changes only when another was seen for some time running, so that it does not flip from look to look. */
export class HeldValue<T> {
  #value: T;
  #other: T;
  #otherSinceS: Seconds = NaN;

  constructor(value: T) {
    this.#value = value;
    this.#other = value;
  }

  get value(): T {
    return this.#value;
  }

  /** Sees a value at `atS`; true where it is now taken, having been seen for `afterS`. */
  see(value: T, atS: Seconds, afterS: Seconds): boolean {
    if (value === this.#value) {
      this.#otherSinceS = NaN;
      return false;
    }
    // A clock that goes backwards starts the time anew.
    if (value !== this.#other || !(atS >= this.#otherSinceS)) {
      this.#other = value;
      this.#otherSinceS = atS;
    }
    if (atS - this.#otherSinceS < afterS) return false;
    this.#value = value;
    this.#otherSinceS = NaN;
    return true;
  }
}
