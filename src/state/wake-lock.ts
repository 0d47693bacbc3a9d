/** Keeps the screen on while somebody runs in front of it. Browsers take the lock away with the page; it is asked for again. */
export class WakeLock {
  #wanted = false;
  #lock: WakeLockSentinel | null = null;

  constructor() {
    document.addEventListener('visibilitychange', this.#again);
  }

  hold(): void {
    this.#wanted = true;
    this.#again();
  }

  letGo(): void {
    this.#wanted = false;
    void this.#lock?.release();
    this.#lock = null;
  }

  close(): void {
    this.letGo();
    document.removeEventListener('visibilitychange', this.#again);
  }

  readonly #again = (): void => {
    if (!this.#wanted || document.hidden || !('wakeLock' in navigator)) return;
    if (this.#lock !== null && !this.#lock.released) return;
    navigator.wakeLock.request('screen').then(
      (lock) => {
        if (this.#wanted) this.#lock = lock;
        else void lock.release();
      },
      // On low battery a browser says no: then the screen goes off as its owner set it, and the recording is kept.
      () => undefined,
    );
  };
}
