import type { Recording } from '../analysis/recording';
import type { CameraRoll } from '../core/camera-roll';
import { PELVIC_ROW_LENGTH, type PelvicEvidence } from '../core/pelvic-line-evidence';
import type { CameraFrame } from '../pose/camera-contract';
import type { ClipLook } from '../pose/contract';
import type { PoseTrack } from '../pose/pose-track';
import { RowCollector } from '../pose/row-collector';
import type { Seconds } from '../units';
import { bridgeStalls } from './bridge-stalls';
import { withoutLateStamps } from '../signal/late-stamps';

/**
 * Frames kept, seconds: eight or nine strides of each leg, enough that contacts are read on their average as offline. Longer
 * costs more at every look and follows a change of gait later. *(judgement)*
 */
const WINDOW_S: Seconds = 6;
/** A pause of the camera longer than this is no gap to be bridged: two strides. *(judgement)* */
const LONGEST_PAUSE_S: Seconds = 1;

/** Following the pelvic line is most of a look's cost, and at 30 frames a second it is as good as at 60 (core/pelvic-line). */
const PELVIS_EVERY_S: Seconds = 1 / 35;

const NOT_TOLD: CameraRoll = { known: false, reason: 'The room was not looked at yet.' };

/** Why the window holds nothing from before the latest frame; null = it does. */
export type FreshStart = 'clock' | 'picture' | null;

/** The last seconds of raw landmarks, as a recording that the offline analysis takes. Its size does not grow with the run. */
export class LiveWindow {
  #frames: CameraFrame[] = [];
  #roll: CameraRoll = NOT_TOLD;

  get endS(): Seconds {
    return this.#frames.at(-1)?.timeS.at(-1) ?? NaN;
  }

  get startS(): Seconds {
    return this.#frames[0]?.timeS[0] ?? NaN;
  }

  /** Frames per second that came, gaps counted; NaN before the second. */
  get framesPerS(): number {
    return (this.#frames.length - 1) / (this.endS - this.startS);
  }

  /**
   * Takes a frame in. The window starts anew with it where time went backwards or stood still for a second ('clock'), or where
   * the picture has another size ('picture': a phone was turned, and its lean with it).
   */
  add(frame: CameraFrame): FreshStart {
    const fresh = this.#breakBefore(frame);
    if (fresh !== null) this.clear();
    if (fresh === 'picture') this.#roll = NOT_TOLD;
    this.#hearRoll(frame.look);
    this.#frames.push(frame);
    const from = this.endS - WINDOW_S;
    while ((this.#frames[0]?.timeS.at(-1) ?? Infinity) < from) this.#frames.shift();
    return fresh;
  }

  clear(): void {
    this.#frames = [];
  }

  /** Raw landmarks of the last `lastS` seconds. */
  track(lastS: Seconds): PoseTrack {
    return this.#collected(lastS).toTrack();
  }

  /** Everything in the window, short stalls of the camera bridged. Receipts are left blank: it is never kept. */
  toRecording(): Recording {
    const rows = this.#collected(WINDOW_S);
    const { width = NaN, height = NaN } = this.#frames.at(-1) ?? {};
    const stamped = rows.toTrack();
    const raw = { ...stamped, timeS: withoutLateStamps(stamped.timeS) };
    const { track, pelvis } = bridgeStalls(raw, evidenceOf(raw.timeS, rows.toPelvis()));
    return {
      formatVersion: 1,
      source: {
        name: 'camera',
        sha256: '',
        frames: rows.frames,
        fps: this.framesPerS,
        durationS: this.endS - this.startS,
        width,
        height,
        rotationDeg: 0,
        variableFrameRate: true,
        slowMotionFactor: 1,
        warnings: [],
      },
      pose: { model: 'full', modelSha256: '', backend: 'wasm', runner: null },
      timing: {
        wallS: 0,
        frames: rows.frames,
        workers: null,
        msPerFrame: 0,
        decodeMs: rows.decodeMs,
        poseMs: rows.poseMs,
        pelvisMs: rows.pelvisMs,
      },
      track,
      cleaned: null,
      pelvis,
      cameraRoll: this.#roll,
    };
  }

  /** A lean that was told holds while the room merely cannot be seen; null says that the camera was moved, or not looked at yet. */
  #hearRoll(look: ClipLook | null): void {
    if (look === null) return;
    if (look.cameraRoll === null) this.#roll = NOT_TOLD;
    else if (look.cameraRoll.known) this.#roll = look.cameraRoll;
  }

  #collected(lastS: Seconds): RowCollector {
    const from = this.endS - lastS;
    const rows = new RowCollector();
    for (const frame of this.#frames) if ((frame.timeS.at(-1) ?? NaN) >= from) rows.add(frame);
    return rows;
  }

  #breakBefore({ timeS, width, height }: CameraFrame): FreshStart {
    const last = this.#frames.at(-1);
    if (last === undefined) return null;
    const pauseS = (timeS[0] ?? NaN) - this.endS;
    if (!(pauseS > 0 && pauseS <= LONGEST_PAUSE_S)) return 'clock';
    return width === last.width && height === last.height ? null : 'picture';
  }
}

/** The evidence of as many frames as are worth it; null where there is none. */
function evidenceOf(
  timeS: Float64Array<ArrayBuffer>,
  rows: Float32Array<ArrayBuffer>,
): PelvicEvidence | null {
  if (rows.length !== timeS.length * PELVIC_ROW_LENGTH || rows.every(Number.isNaN)) return null;
  let lastS = -Infinity;
  timeS.forEach((time, frame) => {
    if (time - lastS >= PELVIS_EVERY_S) lastS = time;
    else rows.fill(NaN, frame * PELVIC_ROW_LENGTH, (frame + 1) * PELVIC_ROW_LENGTH);
  });
  return { timeS, rows };
}
