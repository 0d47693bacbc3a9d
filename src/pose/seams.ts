import type { Seconds } from '../units';
import type { StretchEnd, TrackerState } from './contract';
import type { Stretch } from './stretches';
import { isSameState, NOBODY_SEEN } from './tracker-state';

/** The least that is known of a frame; what else was seen in it is carried along. */
export interface SeamFrame {
  timeS: Seconds;
  /** What the tracker remembered after it. */
  state: TrackerState;
}

/** A piece of work for one worker. */
export interface Job extends Stretch {
  stretch: number;
  state: TrackerState;
  /** Empty = a stretch is followed; else its beginning is followed again, until the trackers agree. */
  meet: TrackerState[];
}

interface Progress<F> extends Stretch {
  /** What the tracker remembered when it began; null = not begun. */
  start: TrackerState | null;
  /** Frames that are known and not given out. */
  frames: F[];
  known: number;
  last: F | null;
  complete: boolean;
  /** A worker is at it. */
  taken: boolean;
  /** A worker follows its beginning again. */
  mending: boolean;
  /** Mending it before it was complete did not help. */
  triedEarly: boolean;
}

/** Of a stretch that is still being followed so many frames must be known before its beginning is mended: trackers meet within 11. */
const ENOUGH_TO_MEET = 24;
/** Share of a clip whose frames have all been followed, but not all seams mended. */
const ALL_BUT_SEAMS = 0.999;
/** Frames that start within this are one: file times are whole microseconds. */
const SAME_TIME_S: Seconds = 1e-6;

/**
 * Puts a clip together from stretches that several workers follow at once, so that it is what one worker gives that follows
 * it from the start: bit for bit, whatever the number of workers and whoever is done first.
 *
 * Each worker begins its stretch where the runner was last known, or by looking for her. That is a guess; the truth is what
 * the tracker of the stretch before remembers at its end. So the beginning is followed again from there, until the two agree:
 * from then on they see the same (see [Note: Steps of the square] in workers/runner-tracker.ts). What is given out has no seam.
 */
export class Seams<F extends SeamFrame> {
  readonly #stretches: Progress<F>[];
  /** Stretches before this one are given out whole. */
  #front = 0;
  readonly #startS: Seconds;
  readonly #lengthS: Seconds;

  constructor(stretches: readonly Stretch[], { startS, durationS }: { startS: Seconds; durationS: Seconds }) {
    this.#stretches = stretches.map((stretch) => ({
      ...stretch,
      start: null,
      frames: [],
      known: 0,
      last: null,
      complete: false,
      taken: false,
      mending: false,
      triedEarly: false,
    }));
    this.#startS = startS;
    this.#lengthS = durationS;
  }

  /** What a free worker does next; 'wait' = nothing until another is done, 'over' = nothing any more. */
  next(): Job | 'wait' | 'over' {
    if (this.#front === this.#stretches.length) return 'over';
    return this.#seamToMend() ?? this.#stretchToFollow() ?? 'wait';
  }

  /** Frames of a job that follows a stretch, as they come, in order. */
  add({ stretch }: Job, frames: readonly F[]): void {
    const progress = this.#stretches[stretch];
    if (progress === undefined) return; // the clip ended before
    progress.frames.push(...frames);
    progress.known += frames.length;
    progress.last = frames.at(-1) ?? progress.last;
  }

  /** A job is done. `again`: the frames that a mending job has followed again. */
  done({ stretch, state, meet }: Job, why: StretchEnd['why'], again: readonly F[]): void {
    const progress = this.#stretches[stretch];
    if (progress === undefined) return;
    if (meet.length === 0) {
      progress.taken = false;
      progress.complete = why !== 'stopped';
      if (why === 'clip is over') this.#stretches.length = stretch + 1;
      return;
    }
    progress.mending = false;
    if (why === 'stopped') return;
    const isWhole = why !== 'apart' || again.length === progress.frames.length;
    if (why === 'met' || (progress.complete && isWhole)) {
      progress.frames.splice(0, why === 'met' ? again.length : Infinity, ...again);
      progress.last = progress.frames.at(-1) ?? null;
      progress.start = state;
    } else progress.triedEarly = true;
  }

  /** The worker of a job is gone; what it has told is kept. */
  giveBack({ stretch, meet }: Job): void {
    const progress = this.#stretches[stretch];
    if (progress === undefined) return;
    if (meet.length === 0) progress.taken = false;
    else progress.mending = false;
  }

  /** The frames that follow those given out before, and that no worker will change. */
  take(): F[] {
    const taken: F[] = [];
    for (; this.#front < this.#stretches.length; this.#front++) {
      const progress = this.#stretches[this.#front]!;
      if (!isEmpty(progress) && !this.#isSeamless(this.#front)) break;
      taken.push(...progress.frames);
      progress.frames = [];
      if (!progress.complete) break;
    }
    return taken;
  }

  /** Nothing from this time on belongs to the clip; Infinity unless it ended before its file said. */
  get endS(): Seconds {
    return this.#stretches.at(-1)?.toS ?? Infinity;
  }

  /** How many frames of a stretch have come, ever. */
  known(stretch: number): number {
    return this.#stretches[stretch]?.known ?? 0;
  }

  /** Share of the clip that has been followed by anyone, 0–1; 1 = all is given out. */
  get share(): number {
    if (this.#front === this.#stretches.length) return 1;
    const seconds = this.#stretches.reduce((sum, progress) => sum + this.#followedS(progress), 0);
    return this.#lengthS > 0 ? Math.min(ALL_BUT_SEAMS, seconds / this.#lengthS) : 0;
  }

  #followedS({ fromS, toS, last, complete }: Progress<F>): Seconds {
    const from = Math.max(fromS, this.#startS);
    const to = Math.min(toS, this.#startS + this.#lengthS);
    if (complete) return Math.max(0, to - from);
    return last === null ? 0 : Math.max(0, Math.min(last.timeS, to) - from);
  }

  #seamToMend(): Job | null {
    for (let k = this.#front; k < this.#stretches.length; k++) {
      const progress = this.#stretches[k]!;
      const { start, frames, complete, mending, triedEarly, fromS, toS } = progress;
      const state = this.#before(k);
      if (start === null || state === null || mending || isEmpty(progress) || this.#isSeamless(k)) continue;
      if (!complete && (triedEarly || frames.length < ENOUGH_TO_MEET)) continue;
      progress.mending = true;
      return { stretch: k, fromS, toS, state, meet: frames.map((frame) => frame.state) };
    }
    return null;
  }

  #stretchToFollow(): Job | null {
    const k = this.#stretches.findIndex(({ complete, taken }) => !complete && !taken);
    const progress = this.#stretches[k];
    if (progress === undefined) return null;
    progress.taken = true;
    progress.start ??= this.#before(k) ?? this.#guess(k);
    const { start, last, fromS, toS } = progress;
    return {
      stretch: k,
      fromS: last === null ? fromS : last.timeS + SAME_TIME_S,
      toS,
      state: last?.state ?? start,
      meet: [],
    };
  }

  /** What the tracker remembers that comes to a stretch; null = not known yet. */
  #before(k: number): TrackerState | null {
    const progress = this.#stretches[k - 1];
    if (progress === undefined) return NOBODY_SEEN;
    if (!progress.complete) return null;
    return progress.last === null ? this.#before(k - 1) : progress.last.state;
  }

  /** The stretch began from what the one before it ends with. */
  #isSeamless(k: number): boolean {
    const [start, before] = [this.#stretches[k]?.start ?? null, this.#before(k)];
    return start !== null && before !== null && isSameState(start, before);
  }

  /** Where the runner was last known before a stretch. */
  #guess(k: number): TrackerState {
    const known = this.#stretches.slice(0, k).findLast(({ last }) => last !== null);
    return known?.last?.state ?? NOBODY_SEEN;
  }
}

/** Nothing of the clip lies in it. */
function isEmpty({ complete, last }: Pick<Progress<SeamFrame>, 'complete' | 'last'>): boolean {
  return complete && last === null;
}
