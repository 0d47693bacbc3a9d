import * as Comlink from 'comlink';
import type { Milliseconds } from '../units';
import { type CameraRoute, lendCamera } from '../video/camera-source';
import type { CameraFrame, CameraResume, CameraTally } from './camera-contract';
import { chooseModel } from './choose-model';
import type { ModelSize, PreparedReport, RunnerChoice, WorkerSetup, PoseWorkerApi } from './contract';
import { DeathCount } from './run-record';
import { rejectsOn, startWorker } from './start-worker';
import { watched } from './worker-watch';

/** A worker without a camera's frame says so every two seconds; the slowest frame known takes a few. */
const SILENCE_MS: Milliseconds = 15_000;
/** A worker that does not stop by itself in this time is stopped. */
const STOP_GRACE_MS: Milliseconds = 1000;
/** A camera whose frames kill the worker this often in a row, with none finished between, will kill it again. */
const MOST_DEATHS = 3;

/** `auto`: the full model where the machine follows the camera with it, else the light one. */
export type CameraSetup = Omit<WorkerSetup, 'model'> & { model: ModelSize | 'auto' };

/** What is known once the model is there. */
export interface CameraPrepared {
  model: ModelSize;
  report: PreparedReport;
}

/** What happened to a run that the runner should read of. */
export type CameraTrouble =
  /** The worker or the graphics card failed; it goes on by itself. */
  | { what: 'restarted'; sentence: string }
  /** No picture has come for two seconds. */
  | { what: 'silent'; sentence: string }
  /** Pictures come again. */
  | { what: 'speaks'; sentence: string }
  /** The run is over; the camera still plays. */
  | { what: 'failed'; sentence: string };

export interface CameraListeners {
  /** Every frame that was looked at, in order of capture; timeS never falls, over restarts too. */
  onFrame: (frame: CameraFrame) => void;
  onTrouble: (trouble: CameraTrouble) => void;
  /** The model is there and the first frame is on its way; again after each restart. */
  onPrepared?: (prepared: CameraPrepared) => void;
}

/** What is followed: a track (src/video/camera.ts gives one), and how many frames per second it promises (NaN = unknown). */
export interface FollowedCamera {
  track: MediaStreamTrack;
  framesPerS: number;
  /** Default: the largest person near the middle. */
  runner?: RunnerChoice;
  /** Default: the best that this browser has. */
  route?: CameraRoute;
}

interface RunningWorker extends CameraPrepared {
  worker: Worker;
  api: Comlink.Remote<PoseWorkerApi>;
}

/** A camera that is being followed. */
export interface CameraRun {
  /** Ends the run with the frame in hand; no frame is told after that. Resolves when nothing of the run is left. */
  stop(): Promise<CameraTally>;
  /** Resolves when the run is over: stopped, the camera gone, or failed (which onTrouble has told). Never rejects. */
  over: Promise<CameraTally>;
}

/**
 * The page's end of the pose worker for a camera. The worker is kept for the next run, so that starting again is at
 * once; one that dies, hangs or loses its graphics card is replaced, and the run goes on with the next frame.
 */
export class CameraClient {
  readonly #setup: CameraSetup;
  #runs = 0;
  #running: RunningWorker | null = null;

  constructor(setup: CameraSetup) {
    this.#setup = setup;
  }

  /** Follows the runner in front of the camera. One run at a time. The camera stays the caller's, who closes it. */
  start(camera: FollowedCamera, listeners: CameraListeners): CameraRun {
    const run = new Run(++this.#runs, camera, listeners);
    const over = this.#follow(run);
    return {
      over,
      stop: () => {
        run.stopping.abort();
        return over;
      },
    };
  }

  /** Stops the worker and frees its memory; the next run starts a fresh one. Stop the run before. */
  close(): void {
    this.#running?.worker.terminate();
    this.#running = null;
  }

  async #follow(run: Run): Promise<CameraTally> {
    const deaths = new DeathCount();
    while (!run.isStopped()) {
      try {
        const running = (this.#running ??= await this.#load(run));
        run.listeners.onPrepared?.({ model: running.model, report: running.report });
        await this.#guard(running, run);
        break;
      } catch (error) {
        this.close();
        if (run.isStopped()) break;
        const why = error instanceof Error ? error.message : String(error);
        if (error instanceof CannotPrepare) {
          run.trouble('failed', cannotPrepare(why));
          break;
        }
        if (deaths.at(run.tally.frames) >= MOST_DEATHS) {
          run.trouble('failed', failed(why));
          break;
        }
        run.trouble('restarted', restarted(why));
      }
    }
    return run.tally;
  }

  async #load({ stopping: { signal }, camera }: Run): Promise<RunningWorker> {
    const { model, ...setup } = this.#setup;
    if (model !== 'auto') return open({ ...setup, model }, signal);
    const full = await open({ ...setup, model: 'full' }, signal);
    if (chooseModel(full.report, camera.framesPerS) === 'full') return full;
    // The backend that was fastest with one model is so with the other; a fresh worker holds nothing of the first.
    full.worker.terminate();
    const lite = await open({ ...setup, model: 'lite', backend: full.report.backend }, signal);
    return { ...lite, report: full.report };
  }

  /** One call to the worker that is watched, can be stopped, and hands on its frames. */
  async #guard({ worker, api }: RunningWorker, run: Run): Promise<void> {
    const { signal } = run.stopping;
    const stop = () => void api.stopCamera(run.id);
    const lent = lendCamera(run.camera.track, run.camera.route);
    signal.addEventListener('abort', stop);
    try {
      const answer = watched(worker, SILENCE_MS, (watch) => {
        const receive = Comlink.proxy((frame: CameraFrame | null) => {
          watch.heard();
          try {
            run.receive(frame);
          } catch (error) {
            reportError(error); // the screen's own fault, and not the worker's
          }
          return Promise.resolve();
        });
        return api.followCamera(Comlink.transfer(lent.source, lent.transfer), run.task(), receive);
      });
      await Promise.race([answer, rejectsOn(signal, STOP_GRACE_MS)]);
    } finally {
      signal.removeEventListener('abort', stop);
      lent.stop();
    }
  }
}

/** What a run remembers over the workers that it takes. */
class Run {
  readonly stopping = new AbortController();
  readonly tally: CameraTally = { frames: 0, leftOut: 0 };
  #last: CameraResume | null = null;
  #silent = false;

  constructor(
    readonly id: number,
    readonly camera: FollowedCamera,
    readonly listeners: CameraListeners,
  ) {}

  isStopped(): boolean {
    return this.stopping.signal.aborted;
  }

  task() {
    const { runner = 'largest', framesPerS } = this.camera;
    return { run: this.id, runner, framesPerS, resume: this.#last };
  }

  receive(frame: CameraFrame | null): void {
    if (this.isStopped()) return;
    if ((frame === null) !== this.#silent) {
      this.#silent = frame === null;
      if (this.#silent) this.trouble('silent', SILENT);
      else this.trouble('speaks', SPEAKS);
    }
    const timeS = frame?.timeS.at(-1);
    if (frame === null || timeS === undefined) return;
    const { capturedAtMs, region, width, height, leftOut } = frame;
    this.#last = { clock: { timeS, capturedAtMs }, region, width, height, leftOut };
    this.tally.frames++;
    this.tally.leftOut = leftOut;
    this.listeners.onFrame(frame);
  }

  trouble(what: CameraTrouble['what'], sentence: string): void {
    this.listeners.onTrouble({ what, sentence });
  }
}

/** The model, its backend or the worker does not start at all. */
class CannotPrepare extends Error {
  override name = 'CannotPrepare';
}

async function open(setup: WorkerSetup, signal: AbortSignal): Promise<RunningWorker> {
  try {
    return { ...(await startWorker(setup, signal)), model: setup.model };
  } catch (error) {
    throw new CannotPrepare(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

const SILENT =
  'No picture comes from the camera. What was measured is kept; look whether it is covered, asleep or used by another program.';
const SPEAKS = 'The camera’s picture is back.';

function restarted(why: string): string {
  return `Following the runner broke off for a moment (${why}) and went on with a fresh start; nothing that was measured is lost.`;
}

function failed(why: string): string {
  return `Following the runner broke off again and again (${why}). What was measured is kept; close other tabs to free memory and start again.`;
}

function cannotPrepare(why: string): string {
  return `The pose model could not be started (${why}). Go online, reload the page and start again; what was kept is untouched.`;
}
