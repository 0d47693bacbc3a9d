import type { CameraRoll } from '../core/camera-roll';
import type { Milliseconds, Seconds } from '../units';
import type { ClipFacts } from '../video/clip';
import type { ClipSummary, FrameBatch, PreparedReport } from './contract';
import type { PoseTrack } from './pose-track';
import type { RowCollector } from './row-collector';

/** How far a run is; `done` never falls. */
export interface FollowProgress {
  done: number;
  frames: number;
  framesPerS: number;
  /** NaN until there is enough to tell. */
  secondsLeft: Seconds;
  latest: FrameBatch;
  /** What is known now, as if the clip ended here. `facts`: what its file says. */
  soFar: (facts: ClipFacts) => FollowedRunner;
}

export interface FollowedRunner {
  /** Raw landmarks; times are clip time divided by the slow-motion factor. */
  track: PoseTrack;
  /** What may be the pelvic line in each frame, see FrameBatch.pelvis. */
  pelvis: Float32Array<ArrayBuffer>;
  summary: ClipSummary;
  prepared: PreparedReport;
  /** Without the time in which the run was held up. */
  wallS: Seconds;
  decodeMs: Milliseconds;
  poseMs: Milliseconds;
  pelvisMs: Milliseconds;
  /** Sentences about what went wrong and was mended on the way. */
  warnings: string[];
}

const NOT_SEEN_YET: CameraRoll = { known: false, reason: 'The room was not looked at yet.' };

/** What goes with the rows of a run. */
type Rest = Pick<FollowedRunner, 'summary' | 'prepared' | 'wallS' | 'warnings'>;

/** What a run of the worker gave, from its rows. */
export function followed(rows: RowCollector, rest: Rest): FollowedRunner {
  const { decodeMs, poseMs, pelvisMs } = rows;
  return { track: rows.toTrack(), pelvis: rows.toPelvis(), decodeMs, poseMs, pelvisMs, ...rest };
}

/** How far a run is after its latest batch. */
export function progressOf(
  rows: RowCollector,
  latest: FrameBatch,
  rest: Omit<Rest, 'summary'>,
): FollowProgress {
  const { wallS } = rest;
  const { done } = latest;
  return {
    done,
    frames: rows.frames,
    framesPerS: rows.frames / wallS,
    secondsLeft: done > 0 ? (wallS * (1 - done)) / done : NaN,
    latest,
    soFar: (facts) => {
      const cameraRoll = rows.look?.cameraRoll ?? NOT_SEEN_YET;
      const summary = { facts, sha256: '', lastFrameS: 0, cameraRoll, warnings: [] };
      return followed(rows, { summary, ...rest });
    },
  };
}
