import type { Milliseconds } from '../units';
import type { BackendName } from './contract';

/** What a machine says of itself. */
export interface Machine {
  cores: number;
  /** GiB, as Chromium tells it (8 = at least that); NaN where the browser does not. */
  memoryGiB: number;
}

/** Each worker holds the model, a decoder and its pictures: up to 0.3 GiB at 4K (`npm run bench -- clip`), and others need room. */
const GIB_PER_WORKER = 1;
/** Phones that tell nothing have 3 GiB and more. *(judgement)* */
const UNKNOWN_GIB = 3;
/** Past this the decoder and the memory's speed are the limit. *(judgement)* */
const MOST_WORKERS = 8;
/** A further worker pays if it brings at least half of its fair share of frames: small cores, or busy ones, bring less. *(judgement)* */
const LEAST_SHARE = 0.5;
/** The rate is measured for so long before another worker is added. */
const MEASURED_FOR_MS: Milliseconds = 1000;

/** The most workers that make sense: a graphics card is one, however many ask for it. */
export function mostWorkers(backend: BackendName, { cores, memoryGiB }: Machine): number {
  if (backend === 'webgl' || backend === 'webgpu') return 1;
  const fitting = Math.floor((Number.isNaN(memoryGiB) ? UNKNOWN_GIB : memoryGiB) / GIB_PER_WORKER);
  return Math.max(1, Math.min(cores, fitting, MOST_WORKERS));
}

export function thisMachine(): Machine {
  const memoryGiB = 'deviceMemory' in navigator ? Number(navigator.deviceMemory) : NaN;
  return { cores: navigator.hardwareConcurrency, memoryGiB };
}

/** Adds workers one by one, as long as the last one has paid. */
export class PoolGrowth {
  readonly #most: number;
  #workers = 1;
  #since: { ms: Milliseconds; frames: number } | null = null;
  #rateBefore = NaN;

  constructor(most: number) {
    this.#most = most;
    // Two are worth it wherever there are two cores; from there on it is measured.
    this.#workers = Math.min(2, most);
  }

  get workers(): number {
    return this.#workers;
  }

  /** `running`: workers that are at work; `frames`: followed by all of them so far. */
  measure(nowMs: Milliseconds, running: number, frames: number): void {
    if (running < this.#workers) this.#since = null;
    else this.#since ??= { ms: nowMs, frames };
    if (this.#since === null || nowMs - this.#since.ms < MEASURED_FOR_MS) return;
    const rate = (frames - this.#since.frames) / (nowMs - this.#since.ms);
    const enough = this.#rateBefore * (1 + LEAST_SHARE / (this.#workers - 1));
    if (this.#workers < this.#most && !(rate < enough)) {
      this.#rateBefore = rate;
      this.#workers++;
    }
    this.#since = null;
  }
}
