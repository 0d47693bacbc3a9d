import type { Recording } from '../analysis/recording';
import { type Corrections, NO_CORRECTIONS, type RunAnalysis } from '../analysis/run-analysis';
import { type ClipLook, FIRST_LOOK_S, type RunnerWish } from '../pose/contract';
import type { FollowProgress } from '../pose/follow-progress';
import type { Seconds } from '../units';
import type { ClipFacts } from '../video/clip';
import { type Failure, failureOf } from './failure';
import { LivePoses } from './live-poses';
import type { Measure } from './measure-clip';
import type { MeasuredTake } from './open-take.svelte';

/** What the frames have to be followed again for; anything else is a correction. */
export interface FollowChoice {
  runner: RunnerWish;
  slowMotionFactor: number;
}

/** What is known of a clip by now: as if it ended where its frames have been followed to. */
interface Seen {
  recording: Recording;
  corrections: Corrections;
  analysis: RunAnalysis;
}

/** Whose turn it is on the one pose worker. */
interface Queue {
  mayGoOn: (run: ClipRun) => boolean;
  /** Something about a run has changed. */
  stepped: () => void;
}

/** After so much of the clip is followed, what is known of it is worked out; the check reads it. */
const LOOKS_AT_S: readonly Seconds[] = [0.5, FIRST_LOOK_S, 6, 12, 24];

/**
 * One clip on its way to numbers:
 *
 *   facts of the file ──▶ first seconds ──▶ (its turn) ──▶ all frames ──▶ numbers
 *        └──────────────────────┴── choose another runner or factor: again from here
 */
export class ClipRun {
  readonly id = crypto.randomUUID();
  readonly file: File;
  readonly #measure: Measure;
  readonly #queue: Queue;
  #choice = $state.raw<FollowChoice>({ runner: 'who runs', slowMotionFactor: 1 });
  #corrections = $state.raw<Corrections>(NO_CORRECTIONS);
  #facts = $state.raw<ClipFacts | null>(null);
  #poses = $state.raw(new LivePoses());
  #progress = $state.raw<FollowProgress | null>(null);
  #look = $state.raw<ClipLook | null>(null);
  #seen = $state.raw<Seen | null>(null);
  #whole = $state.raw<Recording | null>(null);
  #failure = $state.raw<Failure | null>(null);
  /** What `#seen` is to catch up with. */
  #latest: Recording | null = null;
  #catchingUp = false;
  #controller = new AbortController();
  #begun = false;
  #release: (() => void) | null = null;

  constructor(file: File, measure: Measure, queue: Queue) {
    this.file = file;
    this.#measure = measure;
    this.#queue = queue;
    void this.#readFacts();
  }

  get choice(): FollowChoice {
    return this.#choice;
  }

  get corrections(): Corrections {
    return this.#corrections;
  }

  /** What the file says of itself; null until it is read. */
  get facts(): ClipFacts | null {
    return this.#facts;
  }

  /** Null until the first frames are back. */
  get progress(): FollowProgress | null {
    return this.#progress;
  }

  /** Landmarks of the frames followed so far. */
  get poses(): LivePoses {
    return this.#poses;
  }

  /** What the first seconds show of the picture itself. */
  get look(): ClipLook | null {
    return this.#look;
  }

  /** What follows from the frames so far and the corrections; null until there is enough. */
  get seen(): Seen | null {
    return this.#seen;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  /** The first seconds are over, or will never be. */
  get looked(): boolean {
    return this.finishing || this.#failure !== null || this.#followedS >= FIRST_LOOK_S;
  }

  /** All frames are followed and kept, though the numbers failed: they can be worked out again. */
  get canTryAgain(): boolean {
    return this.#failure !== null && this.#whole !== null;
  }

  /** All frames are followed. */
  get finishing(): boolean {
    return this.#whole !== null || (this.#progress?.done ?? 0) >= 1;
  }

  /** The whole clip's numbers as they follow from the corrections; null until they are there. */
  get measured(): MeasuredTake | null {
    const [seen, recording] = [this.#seen, this.#whole];
    if (seen === null || recording === null) return null;
    if (seen.recording !== recording || seen.corrections !== this.#corrections) return null;
    const { id, corrections, file } = this;
    return { take: { id, recording, corrections, clip: file }, analysis: seen.analysis };
  }

  /** There is nothing left to wait for. */
  get settled(): boolean {
    return this.#failure !== null || this.measured !== null;
  }

  /** The file was read: its frames can be followed. */
  get ready(): boolean {
    return this.#facts !== null;
  }

  /** It is this run's turn. */
  goOn(): void {
    if (!this.#begun) void this.#follow();
    const release = this.#release;
    this.#release = null;
    release?.();
  }

  /** Another runner, another factor: the frames are followed again, the corrections stay. */
  choose(change: Partial<FollowChoice>): void {
    const factorBefore = this.#choice.slowMotionFactor;
    this.#choice = { ...this.#choice, ...change };
    this.stop();
    this.#controller = new AbortController();
    this.#begun = false;
    this.#poses = new LivePoses();
    this.#progress = this.#look = this.#seen = this.#whole = this.#latest = this.#failure = null;
    if (this.#choice.slowMotionFactor !== factorBefore) {
      // Every time that was pointed at is another one now.
      this.#corrections = { ...this.#corrections, pelvis: null, standing: null };
      this.#facts = null;
      void this.#readFacts();
    } else this.#queue.stepped();
  }

  /** The numbers once more, from the frames that were followed. */
  tryAgain(): void {
    if (!this.canTryAgain) return;
    this.#failure = null;
    void this.#catchUp();
  }

  /** A person's word; the numbers follow from the frames that are there. */
  correct(change: Partial<Corrections>): void {
    this.#corrections = { ...this.#corrections, ...change };
    void this.#catchUp();
  }

  stop(): void {
    this.#controller.abort(new DOMException('The analysis was cancelled.', 'AbortError'));
    this.#release?.();
    this.#release = null;
  }

  get #followedS(): Seconds {
    return this.#poses.latestS - (this.#facts?.startS ?? NaN);
  }

  async #readFacts(): Promise<void> {
    const { signal } = this.#controller;
    try {
      const facts = await this.#measure.readFacts(this.file, this.#choice.slowMotionFactor, signal);
      if (!signal.aborted) this.#facts = facts;
    } catch (error) {
      this.#fail(error, signal);
    }
    if (!signal.aborted) this.#queue.stepped();
  }

  async #follow(): Promise<void> {
    const { signal } = this.#controller;
    if (this.#facts === null) return;
    this.#begun = true;
    try {
      const recording = await this.#measure.follow(this.file, this.#facts, this.#choice.runner, {
        signal,
        onProgress: (progress, soFar) => {
          if (!signal.aborted) this.#step(progress, soFar);
        },
        hold: () => (this.#queue.mayGoOn(this) ? null : new Promise((resolve) => (this.#release = resolve))),
      });
      if (signal.aborted) return;
      this.#whole = this.#latest = recording;
      await this.#catchUp();
    } catch (error) {
      this.#fail(error, signal);
    }
    if (!signal.aborted) this.#queue.stepped();
  }

  #step(progress: FollowProgress, soFar: () => Recording): void {
    const before = this.#followedS;
    this.#poses.add(progress.latest);
    this.#look = progress.look ?? this.#look;
    this.#progress = progress;
    if (LOOKS_AT_S.some((lookS) => !(before >= lookS) && this.#followedS >= lookS)) {
      this.#latest = soFar();
      void this.#catchUp();
    }
    this.#queue.stepped();
  }

  /** Works out what follows from the latest frames and corrections, one after the other; the last word counts. */
  async #catchUp(): Promise<void> {
    if (this.#catchingUp) return;
    this.#catchingUp = true;
    const { signal } = this.#controller;
    try {
      while (this.#latest !== null && !this.#isCaughtUp) {
        const [recording, corrections] = [this.#latest, this.#corrections];
        const analysis = await this.#measure.reanalyse(recording, corrections);
        if (this.#latest === recording) this.#seen = { recording, corrections, analysis };
      }
    } catch (error) {
      if (this.#whole !== null) this.#fail(error, signal);
      // A few frames may be too few to say anything; more are on their way.
      else this.#latest = null;
    } finally {
      this.#catchingUp = false;
    }
    this.#queue.stepped();
  }

  get #isCaughtUp(): boolean {
    const seen = this.#seen;
    return seen !== null && seen.recording === this.#latest && seen.corrections === this.#corrections;
  }

  #fail(error: unknown, signal: AbortSignal): void {
    if (!signal.aborted) this.#failure = failureOf(error);
  }
}
