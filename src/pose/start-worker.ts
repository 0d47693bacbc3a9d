import * as Comlink from 'comlink';
import type { Milliseconds } from '../units';
import type { PoseWorkerApi, PreparedReport, WorkerSetup } from './contract';
import { watched } from './worker-watch';

/** The longest step of a start, compiling shaders on a slow machine, takes a few seconds; each piece of the model that comes counts. */
const SILENCE_MS: Milliseconds = 15_000;
/** A start that hung or broke is tried once more, on a fresh worker. */
const MOST_STARTS = 2;

/** A pose worker with its model loaded. */
export interface StartedWorker {
  worker: Worker;
  api: Comlink.Remote<PoseWorkerApi>;
  report: PreparedReport;
}

/** Starts a pose worker. Rejects with the signal's reason, or with what went wrong when it was tried twice. */
export async function startWorker(setup: WorkerSetup, signal: AbortSignal): Promise<StartedWorker> {
  for (let start = 1; ; start++) {
    const worker = new Worker(new URL('../../workers/pose.worker.ts', import.meta.url), { type: 'module' });
    const api = Comlink.wrap<PoseWorkerApi>(worker);
    try {
      const prepare = watched(worker, SILENCE_MS, ({ heard }) => api.prepare(setup, Comlink.proxy(heard)));
      const report = await Promise.race([prepare, rejectsOn(signal, 0)]);
      return { worker, api, report };
    } catch (error) {
      worker.terminate();
      if (signal.aborted || start === MOST_STARTS) throw error;
    }
  }
}

/** Never resolves; rejects with the signal's reason `graceMs` after it aborts. */
export function rejectsOn(signal: AbortSignal, graceMs: Milliseconds): Promise<never> {
  return new Promise((_, reject) => {
    const giveUp = () => setTimeout(reject, graceMs, signal.reason);
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
}
