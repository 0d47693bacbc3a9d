import type { Seconds } from '../units';

/** Lets one waiter sleep until something changed. A change that comes before the wait is not missed. */
export class Wakeup {
  #changed = false;
  #wake: (() => void) | null = null;

  notify(): void {
    this.#changed = true;
    this.#wake?.();
  }

  /** True when notified, false after `timeoutS`; rejects with the signal's reason when that aborts first. */
  async wait(timeoutS: Seconds, signal?: AbortSignal): Promise<boolean> {
    signal?.throwIfAborted();
    if (!this.#changed) await this.#sleep(timeoutS, signal);
    signal?.throwIfAborted();
    const changed = this.#changed;
    this.#changed = false;
    return changed;
  }

  #sleep(timeoutS: Seconds, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        this.#wake = null;
        resolve();
      };
      const timer = setTimeout(wake, timeoutS * 1000);
      signal?.addEventListener('abort', wake);
      this.#wake = wake;
    });
  }
}
