import * as Comlink from 'comlink';
import type { Seconds } from '../units';
import type { ClipFacts, MissingFrame } from '../video/clip';
import { ClipError } from '../video/clip-errors';
import { shortfall } from '../video/shortfall';
import type { CameraRoll } from '../core/camera-roll';
import type { ClipRefusal, ClipTask, OpenedClip, RunnerScouted } from './contract';
import { unscouted } from './runner-found';
import { type FollowedRunner, type FollowProgress, followed, progressOf } from './follow-progress';
import { LentClip } from './lent-clip';
import { PictureRecord } from './picture-record';
import type { PosePool } from './pose-pool';
import type { PoseWorker, Question } from './pose-worker';
import { RowCollector } from './row-collector';
import { RunClock } from './run-record';
import { type Job, Seams } from './seams';
import { batchOf, type FinishedFrame, framesOf, WorkTimes } from './stretch-frames';
import { stretchesOf } from './stretches';
import { WorkerDeaths } from './worker-deaths';

export interface LongWork {
  signal?: AbortSignal;
  onProgress?: (progress: FollowProgress) => void;
  /** Asked after each progress: a promise holds the run up until it settles, with its place kept; null lets it go on. */
  hold?: () => Promise<void> | null;
}

interface OpenRun extends OpenedClip {
  seams: Seams<FinishedFrame>;
  picture: PictureRecord;
}

/** One clip on its way through the pool: what is known of it, and which worker does what next. */
export class ClipRun {
  readonly #pool: PosePool;
  readonly #run: number;
  readonly #file: Blob;
  readonly #task: ClipTask;
  readonly #work: LongWork;
  /** Aborts with the caller's signal, or when one worker finds that the clip cannot be followed. */
  readonly #stop = new AbortController();
  readonly #clock = new RunClock();
  readonly #rows = new RowCollector();
  readonly #times = new WorkTimes();
  readonly #missing = new Map<Seconds, MissingFrame>();
  readonly #deaths = new WorkerDeaths();
  /** Why it was slower than usual, in sentences. */
  readonly #slower: string[] = [];
  readonly #lanes: Promise<void>[] = [];
  #opened: OpenRun | null = null;
  /** Who is followed; null = not known yet. */
  #runner: RunnerScouted | null = null;
  #lent: LentClip | null = null;
  #running = 0;
  #mostRunning = 0;
  #followedFrames = 0;
  #last: FinishedFrame | null = null;
  #done = 0;
  #held: Promise<void> | null = null;
  #askedForRoll = false;
  #sha256: Promise<string | null> | null = null;
  #wake: () => void = () => undefined;
  #news = new Promise<void>((resolve) => (this.#wake = resolve));

  constructor(pool: PosePool, run: number, file: Blob, task: ClipTask, work: LongWork) {
    this.#pool = pool;
    this.#run = run;
    this.#file = file;
    this.#task = task;
    this.#work = work;
  }

  /** See PoseClient.follow. */
  async follow(): Promise<FollowedRunner> {
    const { signal } = this.#work;
    const stop = () => {
      this.#end(signal?.reason);
    };
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop);
    try {
      this.#addLane();
      // Further lanes are added while the first runs.
      for (let lane = 0; lane < this.#lanes.length; lane++) await this.#lanes[lane];
      return await this.#summary();
    } finally {
      signal?.removeEventListener('abort', stop);
      await Promise.allSettled(this.#lanes);
      this.#pool.closeClip(this.#run);
      this.#lent?.close();
    }
  }

  #end(why: unknown): void {
    this.#stop.abort(why);
    this.#tell();
  }

  /** Wakes the workers that wait. */
  #tell(): void {
    this.#wake();
    this.#news = new Promise((resolve) => (this.#wake = resolve));
  }

  #addLane(): void {
    const lane = this.#lane(this.#lanes.length);
    lane.catch((error: unknown) => {
      this.#end(error);
    });
    this.#lanes.push(lane);
  }

  /** What one place in the pool does for this clip, over however many workers it takes. */
  async #lane(place: number): Promise<void> {
    const { signal } = this.#stop;
    for (;;) {
      signal.throwIfAborted();
      const worker =
        place === 0 ? await this.#pool.worker(0, signal) : await this.#pool.further(place, signal);
      if (worker === null) return;
      const opened = await this.#unlessDead(worker, -1, () => this.#open(worker));
      if (opened === null) continue;
      this.#grow();
      const job = opened.seams.next();
      if (job === 'over') return;
      if (job === 'wait') await this.#wait(worker);
      else await this.#do(worker, job, opened);
    }
  }

  /** More workers, where the pool finds them worth it; what a `<video>` plays can only be lent to one. */
  #grow(): void {
    const most = this.#lent === null ? this.#pool.size : 1;
    while (this.#lanes.length < most) this.#addLane();
  }

  async #wait(worker: PoseWorker): Promise<void> {
    const news = this.#news;
    this.#sha256 ??= worker
      .ask((api, onStep) => api.hash(this.#file, onStep), this.#stop.signal)
      .catch(() => null); // asked again in the end
    await news;
  }

  async #open(worker: PoseWorker): Promise<OpenRun> {
    if (this.#opened !== null && worker.hasOpen(this.#run)) return this.#opened;
    let opened: OpenedClip | null = null;
    if (this.#lent === null) {
      const told = await this.#openIn<OpenedClip | ClipRefusal>(worker, (api) =>
        api.openClip(this.#run, this.#file, this.#whom),
      );
      if (!('refused' in told)) opened = told;
      else if (told.refused !== 'cannotDecode') throw new ClipError(told.refused, told.message);
    }
    opened ??= await this.#lend(worker);
    this.#clock.start();
    this.#runner ??= await this.#scout(worker);
    this.#opened ??= {
      ...opened,
      seams: new Seams(stretchesOf(opened.facts), opened.facts),
      picture: new PictureRecord(opened.facts),
    };
    return this.#opened;
  }

  /** What the worker is to do; who runs is known once the first has looked. */
  get #whom(): ClipTask {
    return { ...this.#task, runner: this.#runner?.choice ?? this.#task.runner };
  }

  /** Looks for the one who runs; not in a clip that has to be played, which would be played three times for it. */
  async #scout(worker: PoseWorker): Promise<RunnerScouted> {
    const { runner } = this.#task;
    if (runner !== 'who runs') return { found: unscouted(runner), choice: runner };
    if (this.#lent !== null) return { found: unscouted('played'), choice: 'largest' };
    const told = await worker.ask<RunnerScouted | ClipRefusal>(
      (api, onStep) => api.scout(this.#run, onStep),
      this.#stop.signal,
    );
    if ('refused' in told) throw new ClipError(told.refused, told.message);
    return told;
  }

  async #lend(worker: PoseWorker): Promise<OpenedClip> {
    if (this.#lent === null) {
      this.#lent = await LentClip.open(this.#file, this.#task);
      this.#slower.push(
        'This browser cannot decode the clip directly, so it was played frame by frame, which is slower.',
      );
    }
    const { clip } = this.#lent;
    const port = this.#lent.lend();
    await this.#openIn(worker, (api) =>
      api.borrowClip(this.#run, clip.facts, Comlink.transfer(port, [port]), this.#whom),
    );
    return clip;
  }

  #openIn<T>(worker: PoseWorker, question: Question<T>): Promise<T> {
    return worker.open(this.#run, question, this.#stop.signal);
  }

  async #do(worker: PoseWorker, job: Job, { seams, picture, facts }: OpenRun): Promise<void> {
    const isMending = job.meet.length > 0;
    const again: FinishedFrame[] = [];
    this.#mostRunning = Math.max(this.#mostRunning, ++this.#running);
    const end = await this.#unlessDead(worker, job.stretch, () =>
      worker.follow(
        this.#run,
        job,
        (batch) => {
          const frames = framesOf(batch);
          this.#times.add(batch);
          if (isMending) again.push(...frames);
          else {
            seams.add(job, frames);
            this.#followedFrames += frames.length;
            this.#pool.followed(frames.length, this.#running);
          }
          this.#step();
          if (picture.firstIsOver && !this.#askedForRoll) void this.#lookAtRoom(worker, picture, facts);
          return this.#hold();
        },
        this.#stop.signal,
      ),
    );
    this.#running--;
    if (end === null) seams.giveBack(job);
    else if ('refused' in end) throw new ClipError(end.refused, end.message);
    else {
      for (const missing of end.missing) this.#missing.set(missing.timeS, missing);
      seams.done(job, end.why, again);
    }
    this.#step();
  }

  /** Hands on what is certain by now. */
  #step(): void {
    if (this.#opened === null) return;
    const { seams, picture, facts } = this.#opened;
    const frames = seams.take();
    for (const { timeS, glance } of frames) if (glance !== null) picture.add(timeS, glance);
    this.#last = frames.at(-1) ?? this.#last;
    const latest = batchOf(frames, this.#times.take());
    this.#rows.add(latest);
    this.#done = Math.max(this.#done, seams.share);
    this.#work.onProgress?.(
      progressOf(this.#rows, {
        done: this.#done,
        latest,
        region: this.#last?.state.region ?? null,
        look: picture.look,
        facts,
        followedFrames: this.#followedFrames,
        ...this.#rest(),
      }),
    );
    this.#tell();
    this.#grow();
  }

  #rest() {
    const { prepared } = this.#pool;
    if (prepared === null) throw new Error('A clip was followed without a worker.');
    const [workers, warnings] = [this.#mostRunning, [...this.#slower, ...this.#deaths.told]];
    return { prepared, workers, wallS: this.#clock.elapsedS, warnings, runner: this.#runner?.found ?? null };
  }

  /** Asked after each step; while one answer is waited for, all workers wait for it. */
  #hold(): Promise<void> | null {
    this.#held ??= this.#clock.stoppedFor(this.#work.hold?.() ?? null);
    const held = this.#held;
    void held?.finally(() => {
      if (this.#held === held) this.#held = null;
    });
    return held;
  }

  /** How the camera leans by the first seconds; the whole clip tells it anew. */
  async #lookAtRoom(worker: PoseWorker, picture: PictureRecord, { width, height }: ClipFacts): Promise<void> {
    this.#askedForRoll = true;
    try {
      picture.cameraRoll = await worker.ask<CameraRoll>(
        (api) => api.roomRoll(picture.first, width, height),
        this.#stop.signal,
      );
    } catch {
      this.#askedForRoll = false; // asked again with the next frames
    }
  }

  async #summary(): Promise<FollowedRunner> {
    if (this.#opened === null) throw new Error('A clip was followed before it was opened.');
    const { facts, picture } = this.#opened;
    const { width, height } = facts;
    const cameraRoll = await this.#ask<CameraRoll>((api) => api.roomRoll(picture.room, width, height));
    const sha256 = (await this.#sha256) ?? (await this.#ask((api, onStep) => api.hash(this.#file, onStep)));
    const warnings = this.#shortfall(this.#opened);
    const summary = { facts, sha256, lastFrameS: this.#last?.durationS ?? 0, cameraRoll, warnings };
    return followed(this.#rows, { summary, ...this.#rest() });
  }

  #shortfall({ facts, cutShort, seams }: OpenRun): string[] {
    // Behind the place where a clip broke off, other workers may have looked.
    const missing = [...this.#missing.values()].filter(({ timeS }) => timeS < seams.endS);
    const count = (why: MissingFrame['why']) => missing.filter((frame) => frame.why === why).length;
    return shortfall(facts, {
      given: this.#rows.frames,
      lost: count('lost'),
      turned: count('turned'),
      endS: this.#last === null ? facts.startS : this.#last.timeS + this.#last.durationS,
      whole: true,
      cutShort,
      broken: count('broken') > 0,
    });
  }

  /** See WorkerDeaths; `stretch`: which part of the clip the worker has in hand, −1 = none. */
  #unlessDead<T>(worker: PoseWorker, stretch: number, work: () => Promise<T>): Promise<T | null> {
    const place = () => ({
      stretch,
      frame: this.#opened?.seams.known(stretch) ?? 0,
      frames: this.#rows.frames,
    });
    return this.#deaths.unlessDead(worker, place, this.#stop.signal, work);
  }

  /** Asks whichever worker there is. */
  async #ask<T>(question: Question<T>): Promise<T> {
    for (;;) {
      const worker = await this.#pool.worker(0, this.#stop.signal);
      const answer = await this.#unlessDead(worker, -1, async () => ({
        told: await worker.ask(question, this.#stop.signal),
      }));
      if (answer !== null) return answer.told;
    }
  }
}
