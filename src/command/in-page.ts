/** The half of `npm run analyse` that runs inside the browser: the app's own code, without its screens. */
import { AnalysisClient } from '../analysis/analysis-client';
import { recordingOf } from '../analysis/record-clip';
import type { Recording } from '../analysis/recording';
import type { Corrections, RunAnalysis } from '../analysis/run-analysis';
import { toAnalysisJson } from '../exchange/analysis-json';
import { readTrackFile } from '../exchange/read-track';
import type { BackendName, ModelSize } from '../pose/contract';
import type { FollowProgress } from '../pose/follow-progress';
import { PoseClient } from '../pose/pose-client';
import { drawStrip, type StripOf } from './draw-strip';

export interface PageRequest {
  model: ModelSize;
  backend: BackendName | 'auto';
  slowMotionFactor: number;
  corrections: Corrections;
  /** Pictures to draw, if any. */
  strips: StripOf[];
}

export interface PageAnswer {
  json: string;
  /** PNG files as base64, in the order asked for. */
  strips: string[];
  view: RunAnalysis['view'];
  metrics: RunAnalysis['metrics'];
  findings: RunAnalysis['findings'];
  warnings: string[];
}

export interface Refusal {
  refused: string;
}

/** Errors whose message is a sentence for people. */
const FOR_PEOPLE: readonly string[] = ['ClipError', 'PoseFailed', 'PoseUnavailable', 'TrackFileError'];

export type PageProgress = Pick<FollowProgress, 'done' | 'frames' | 'framesPerS' | 'secondsLeft'>;

const analyser = new AnalysisClient();
/** Kept for the next clip of a batch: the same model on the same backend need not be loaded again. */
let warm: { key: string; client: PoseClient } | null = null;

/** Analyses one clip. A refusal (not a video, …) is an answer, a bug is an error. */
export async function analyseFile(
  file: File,
  { corrections, model, backend, slowMotionFactor, strips }: PageRequest,
  onProgress: (progress: PageProgress) => void,
): Promise<PageAnswer | Refusal> {
  try {
    const followed = await clientFor(model, backend).follow(
      file,
      { name: file.name, runner: 'largest', slowMotionFactor },
      {
        onProgress: ({ done, frames, framesPerS, secondsLeft }) => {
          onProgress({ done, frames, framesPerS, secondsLeft });
        },
      },
    );
    const recording = recordingOf(followed, model);
    return await answerOf(recording, corrections, (analysis) =>
      Promise.all(strips.map(async (of) => base64(await drawStrip(file, recording, analysis, of)))),
    );
  } catch (error) {
    return refusalOf(error);
  }
}

/** Analyses landmarks instead of a clip: a TRC file or an earlier analysis. */
export async function analyseTrackFile(
  file: File,
  { corrections }: PageRequest,
): Promise<PageAnswer | Refusal> {
  try {
    return await answerOf(await readTrackFile(file), corrections, () => Promise.resolve([]));
  } catch (error) {
    return refusalOf(error);
  }
}

/** A refusal is an answer, in a sentence for people; anything else is a bug and stays an error. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof Error && FOR_PEOPLE.includes(error.name)) return { refused: error.message };
  throw error;
}

async function answerOf(
  recording: Recording,
  corrections: Corrections,
  draw: (analysis: RunAnalysis) => Promise<string[]>,
): Promise<PageAnswer> {
  const { analysis, analysisMs } = await analyser.analyse(recording, corrections);
  const { view, metrics, findings, doubts } = analysis;
  const json = toAnalysisJson(recording, analysis, analysisMs);
  const strips = await draw(analysis);
  return { json, strips, view, metrics, findings, warnings: [...recording.source.warnings, ...doubts] };
}

function clientFor(model: ModelSize, backend: BackendName | 'auto'): PoseClient {
  const key = `${model} ${backend}`;
  if (warm?.key !== key) {
    warm?.client.close();
    const modelsUrl = new URL('models/', document.baseURI).href;
    warm = { key, client: new PoseClient({ model, backend, modelsUrl }) };
  }
  return warm.client;
}

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
