import type { AnalysisClient } from '../analysis/analysis-client';
import type { Recording } from '../analysis/recording';
import type { TrackFile } from '../exchange/read-track';
import type { FollowProgress } from '../pose/follow-progress';
import type { ModelSize, RunnerWish } from '../pose/contract';
import type { LongWork } from '../pose/clip-run';
import type { PoseClient } from '../pose/pose-client';
import type { ClipFacts } from '../video/clip';
import { nextTask } from './next-task';
import type { Reanalyse } from './open-take.svelte';

export interface FollowWork extends Pick<LongWork, 'hold'> {
  signal: AbortSignal;
  /** `soFar`: the recording as if the clip ended here; throws ClipError for fewer than two frames. */
  onProgress: (progress: FollowProgress, soFar: () => Recording) => void;
}

/** What a clip needs of the machine to become numbers. */
export interface Measure {
  /** What the file says of itself, before any frame. Rejects with ClipError, or the signal's reason. */
  readFacts: (file: File, slowMotionFactor: number, signal: AbortSignal) => Promise<ClipFacts>;
  /** Follows the runner through the clip. Rejects with ClipError, PoseFailed, or the signal's reason. */
  follow: (file: File, facts: ClipFacts, runner: RunnerWish, work: FollowWork) => Promise<Recording>;
  reanalyse: Reanalyse;
  /** Landmarks from a file in place of a clip. Rejects with TrackFileError, or the signal's reason. */
  readTrack: (file: File, signal: AbortSignal) => Promise<TrackFile>;
}

/** The best of the three that keeps up with the clip on an ordinary laptop (DESIGN.md: 21–26 ms a frame). */
const MODEL: ModelSize = 'full';

/** The decoder, the worker's client and the analysis: not part of the first load. */
async function loadTools() {
  const [{ openClip }, { PoseClient }, { recordingOf }, { AnalysisClient }] = await Promise.all([
    import('../video/open-clip'),
    import('../pose/pose-client'),
    import('../analysis/record-clip'),
    import('../analysis/analysis-client'),
  ]);
  return { openClip, PoseClient, recordingOf, AnalysisClient };
}

/** Measures clips on one pose worker, which stays warm between them. */
export class ClipMeasurer implements Measure {
  readonly #modelsUrl: string;
  #tools: ReturnType<typeof loadTools> | null = null;
  #client: PoseClient | null = null;
  #analyser: AnalysisClient | null = null;

  constructor(modelsUrl: string) {
    this.#modelsUrl = modelsUrl;
  }

  /** Fetches the program's later parts ahead of need; a failure shows when they are needed. */
  readonly warm = (): void => {
    this.#load().catch(() => undefined);
  };

  readonly readFacts: Measure['readFacts'] = async (file, slowMotionFactor, signal) => {
    const { openClip } = await this.#load();
    signal.throwIfAborted();
    const clip = await openClip(file, { name: file.name, slowMotionFactor, signal });
    clip.close();
    return clip.facts;
  };

  readonly follow: Measure['follow'] = async (file, facts, runner, { signal, hold, onProgress }) => {
    const { PoseClient, recordingOf } = await this.#load();
    signal.throwIfAborted();
    this.#client ??= new PoseClient({ model: MODEL, backend: 'auto', modelsUrl: this.#modelsUrl });
    const { slowMotionFactor } = facts;
    const task = { name: file.name, runner, slowMotionFactor };
    const followed = await this.#client.follow(file, task, {
      signal,
      ...(hold && { hold }),
      onProgress: (progress) => {
        onProgress(progress, () => recordingOf(progress.soFar(), MODEL));
      },
    });
    await nextTask();
    const recording = recordingOf(followed, MODEL);
    await nextTask();
    signal.throwIfAborted();
    return recording;
  };

  readonly reanalyse: Reanalyse = async (recording, corrections) => {
    const { AnalysisClient } = await this.#load();
    this.#analyser ??= new AnalysisClient();
    const analysis = await this.#analyser.analyse(recording, corrections);
    await nextTask();
    return analysis;
  };

  readonly readTrack: Measure['readTrack'] = async (file, signal) => {
    const { openTrackFile } = await import('../exchange/track-file-client');
    return openTrackFile(file, signal);
  };

  /** Curve over curve of two takes, away from the page. */
  readonly compareCurves: AnalysisClient['compareCurves'] = async (before, after, asked) => {
    const { AnalysisClient } = await this.#load();
    this.#analyser ??= new AnalysisClient();
    return this.#analyser.compareCurves(before, after, asked);
  };

  #load() {
    this.#tools ??= loadTools().catch((error: unknown) => {
      this.#tools = null;
      throw error;
    });
    return this.#tools;
  }
}
