import type { CameraRoll } from '../core/camera-roll';
import type { Milliseconds, Seconds } from '../units';
import type { ClipFacts } from '../video/clip';
import type { ClipLook, ClipSummary, FrameBatch, PreparedReport, RunnerRegion } from './contract';
import type { PoseTrack } from './pose-track';
import type { RowCollector } from './row-collector';
import type { RunnerFound } from './runner-found';

/** How far a run is; nothing of it ever falls. */
export interface FollowProgress {
  /** Share of the clip that has been followed, 0–1; the later stretches too, which are told when those before are. */
  done: number;
  /** Frames that were told, from the first on, without a gap. */
  frames: number;
  /** All that were followed, by the time since the start. */
  framesPerS: number;
  /** NaN until there is enough to tell. */
  secondsLeft: Seconds;
  /** Frames that are new, if any. */
  latest: FrameBatch;
  /** Where the runner was after the last of them; null = lost. */
  region: RunnerRegion | null;
  /** What the first seconds show of the picture itself; null = nothing yet. */
  look: ClipLook | null;
  /** What is known now, as if the clip ended here. */
  soFar: () => FollowedRunner;
}

export interface FollowedRunner {
  /** Raw landmarks; times are clip time divided by the slow-motion factor. */
  track: PoseTrack;
  /** What may be the pelvic line in each frame, see FrameBatch.pelvis. */
  pelvis: Float32Array<ArrayBuffer>;
  summary: ClipSummary;
  /** Who is followed, and why; null = not known yet. */
  runner: RunnerFound | null;
  prepared: PreparedReport;
  /** How many workers followed it side by side, at the most. */
  workers: number;
  /** Without the time in which the run was held up. */
  wallS: Seconds;
  /** Summed over the workers, as are the next two. */
  decodeMs: Milliseconds;
  poseMs: Milliseconds;
  pelvisMs: Milliseconds;
  /** Sentences about what went wrong and was mended on the way. */
  warnings: string[];
}

const NOT_SEEN_YET: CameraRoll = { known: false, reason: 'The room was not looked at yet.' };

/** What goes with the rows of a run. */
type Rest = Pick<FollowedRunner, 'summary' | 'runner' | 'prepared' | 'workers' | 'wallS' | 'warnings'>;

/** What a run gave, from its rows. */
export function followed(rows: RowCollector, rest: Rest): FollowedRunner {
  const { decodeMs, poseMs, pelvisMs } = rows;
  return { track: rows.toTrack(), pelvis: rows.toPelvis(), decodeMs, poseMs, pelvisMs, ...rest };
}

interface Now extends Omit<Rest, 'summary'>, Pick<FollowProgress, 'done' | 'latest' | 'region' | 'look'> {
  facts: ClipFacts;
  followedFrames: number;
}

/** How far a run is. */
export function progressOf(
  rows: RowCollector,
  { done, latest, region, look, facts, followedFrames, ...rest }: Now,
): FollowProgress {
  const { wallS } = rest;
  return {
    done,
    frames: rows.frames,
    framesPerS: followedFrames / wallS,
    secondsLeft: done > 0 ? (wallS * (1 - done)) / done : NaN,
    latest,
    region,
    look,
    soFar: () => {
      const cameraRoll = look?.cameraRoll ?? NOT_SEEN_YET;
      const summary = { facts, sha256: '', lastFrameS: 0, cameraRoll, warnings: [] };
      return followed(rows, { summary, ...rest });
    },
  };
}
