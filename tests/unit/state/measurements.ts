import type { RunAnalysis } from '../../../src/analysis/run-analysis';
import { NOTHING_SAID_EARLIER } from '../../../src/exchange/analysis-json-reader';
import type { FrameBatch } from '../../../src/pose/contract';
import type { FollowProgress } from '../../../src/pose/follow-progress';
import type { FollowWork, Measure } from '../../../src/state/measure-clip';
import type { ClipFacts } from '../../../src/video/clip';
import { measuredTake } from '../../truth/measured-take';

/** A clip whose frames are followed as the test says. */
interface Followed {
  file: File;
  facts: ClipFacts;
  runner: unknown;
  signal: AbortSignal;
  /** So many seconds of its 10 are done. Gives whether the run goes on; false = it is held up. */
  until: (doneS: number) => boolean;
  /** Settles when the run is let go on. */
  held: Promise<void> | null;
  end: () => void;
  fail: (error: unknown) => void;
}

export const CLIP_S = 10;

export const clip = (name: string) => new File(['x'], name);

/** Lets all that is under way come to rest. */
export const settled = async () => {
  for (let k = 0; k < 5; k++) await new Promise((resolve) => setTimeout(resolve));
};

/** A machine that does what the test says, when it says so. Files called "bad…" cannot be read. */
export function measurements() {
  const followed: Followed[] = [];
  const analysed: { corrections: unknown }[] = [];
  const refusals = new Map<string, Error>();
  const measure: Measure = {
    readFacts: (file, slowMotionFactor) => {
      const refusal = refusals.get(file.name);
      return refusal === undefined
        ? Promise.resolve(factsOf(file, slowMotionFactor))
        : Promise.reject(refusal);
    },
    follow: (file, facts, runner, { signal, onProgress, hold }: FollowWork) =>
      new Promise((resolve, reject) => {
        const { recording } = measuredTake(file).take;
        signal.addEventListener('abort', () => {
          reject(signal.reason as Error);
        });
        const clipRun: Followed = {
          file,
          facts,
          runner,
          signal,
          until: (doneS) => {
            onProgress(progressAt(doneS), () => ({ ...recording }));
            clipRun.held = hold?.() ?? null;
            return clipRun.held === null;
          },
          held: null,
          end: () => {
            resolve({ ...recording });
          },
          fail: reject,
        };
        followed.push(clipRun);
      }),
    readTrack: (file) => {
      const refusal = refusals.get(file.name);
      const { recording, corrections } = measuredTake(file).take;
      return refusal === undefined
        ? Promise.resolve({ recording, corrections, said: NOTHING_SAID_EARLIER })
        : Promise.reject(refusal);
    },
    reanalyse: (recording, corrections): Promise<RunAnalysis> => {
      analysed.push({ corrections });
      return Promise.resolve(measuredTake(clip(recording.source.name)).analysis);
    },
  };
  return { followed, analysed, refusals, measure };
}

function factsOf(file: File, slowMotionFactor: number): ClipFacts {
  return {
    name: file.name,
    container: 'mp4',
    codec: 'avc1',
    width: 720,
    height: 1280,
    rotationDeg: 0,
    mirrored: false,
    startS: 0,
    durationS: CLIP_S / slowMotionFactor,
    frameCountEstimate: 60 * CLIP_S,
    slowMotionFactor,
    suggestedSlowMotionFactor: null,
  };
}

function progressAt(doneS: number): FollowProgress {
  const latest: FrameBatch = {
    timeS: Float64Array.of(doneS),
    rows: new Float32Array(132),
    pelvis: new Float32Array(84).fill(NaN),
    decodeMs: 0,
    poseMs: 0,
    pelvisMs: 0,
  };
  return {
    done: doneS / CLIP_S,
    frames: Math.round(60 * doneS),
    framesPerS: 30,
    secondsLeft: 2 * (CLIP_S - doneS),
    latest,
    region: null,
    look: null,
    soFar: () => {
      throw new Error('not asked for');
    },
  };
}
