import { NO_CORRECTIONS } from '../analysis/run-analysis';
import type { ModelSize } from '../pose/contract';
import type { LongWork, PoseClient } from '../pose/pose-client';
import type { AnalysisClient } from '../analysis/analysis-client';
import { nextTask } from './next-task';
import type { MeasuredTake, Reanalyse } from './open-take.svelte';

/** Turns a file into numbers. Rejects with ClipError, PoseFailed, or the signal's reason. */
export type MeasureClip = (file: File, work: LongWork) => Promise<MeasuredTake>;

/** The best of the three that keeps up with the clip on an ordinary laptop (DESIGN.md: 21–26 ms a frame). */
const MODEL: ModelSize = 'full';

/** The decoder, the worker's client and the analysis: not part of the first load. */
async function loadTools() {
  const [{ PoseClient }, { recordingOf }, { AnalysisClient }] = await Promise.all([
    import('../pose/pose-client'),
    import('../analysis/record-clip'),
    import('../analysis/analysis-client'),
  ]);
  return { PoseClient, recordingOf, AnalysisClient };
}

/** Measures clips one after the other on one pose worker, which stays warm between them. */
export class ClipMeasurer {
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

  readonly measure: MeasureClip = async (file, work) => {
    const { PoseClient, recordingOf } = await this.#load();
    work.signal?.throwIfAborted();
    this.#client ??= new PoseClient({ model: MODEL, backend: 'auto', modelsUrl: this.#modelsUrl });
    const task = { name: file.name, runner: 'largest' as const, slowMotionFactor: 1 };
    const followed = await this.#client.follow(file, task, work);
    await nextTask();
    const recording = recordingOf(followed, MODEL);
    await nextTask();
    const analysis = await this.reanalyse(recording, NO_CORRECTIONS);
    await nextTask();
    work.signal?.throwIfAborted();
    const take = { id: crypto.randomUUID(), recording, corrections: NO_CORRECTIONS, clip: file };
    return { take, analysis };
  };

  readonly reanalyse: Reanalyse = async (recording, corrections) => {
    const { AnalysisClient } = await this.#load();
    this.#analyser ??= new AnalysisClient();
    return (await this.#analyser.analyse(recording, corrections)).analysis;
  };

  #load() {
    this.#tools ??= loadTools().catch((error: unknown) => {
      this.#tools = null;
      throw error;
    });
    return this.#tools;
  }
}
