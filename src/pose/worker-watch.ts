import type { Milliseconds } from '../units';

/** The worker crashed, never loaded, or has been silent for too long. */
export class WorkerDied extends Error {
  override name = 'WorkerDied';
}

/** Ticks rather than clock time, so that a laptop that sleeps does not count as a silent worker. */
const TICK_MS: Milliseconds = 1000;

/** What the caller tells of the worker that it waits for. */
interface Watch {
  heard: () => void;
  /** The worker waits for us: until this settles its silence does not count. */
  waitsFor: (what: Promise<unknown>) => void;
}

/**
 * Waits for a worker's answer, but not for ever: rejects with WorkerDied when the worker crashes, or when it neither
 * answers nor is `heard` for `silenceMs`. A comlink call alone would hang.
 */
export function watched<T>(
  worker: Worker,
  silenceMs: Milliseconds,
  call: (watch: Watch) => Promise<T>,
): Promise<T> {
  const finished = new AbortController();
  return new Promise<T>((resolve, reject) => {
    let silentFor = 0;
    let excuses = 0;
    const timer = setInterval(() => {
      if (excuses === 0) silentFor += TICK_MS;
      if (silentFor >= silenceMs) reject(new WorkerDied(`nothing was heard of it for ${silenceMs / 1000} s`));
    }, TICK_MS);
    const crashed = (event: Event) => {
      const message = event instanceof ErrorEvent ? event.message : '';
      reject(new WorkerDied(message || 'it could not be loaded, or ran out of memory'));
    };
    const { signal } = finished;
    signal.addEventListener('abort', () => {
      clearInterval(timer);
    });
    worker.addEventListener('error', crashed, { signal });
    worker.addEventListener('messageerror', crashed, { signal });
    const watch: Watch = {
      heard: () => {
        silentFor = 0;
      },
      waitsFor: (what) => {
        excuses++;
        const over = () => {
          excuses--;
        };
        what.then(over, over);
      },
    };
    call(watch).then(resolve, reject);
  }).finally(() => {
    finished.abort();
  });
}
