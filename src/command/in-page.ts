/** The half of `npm run analyse` that runs inside the browser: the app's own code, without its screens. */
import { analyseRun } from '../analysis/analyse-run';
import { recordingOf } from '../analysis/record-clip';
import type { RunAnalysis } from '../analysis/run-analysis';
import { toAnalysisJson } from '../exchange/analysis-json';
import type { BackendName, ModelSize } from '../pose/contract';
import { type FollowProgress, PoseClient } from '../pose/pose-client';
import type { View } from '../gait/view';

export interface PageRequest {
  view: View | 'auto';
  model: ModelSize;
  backend: BackendName | 'auto';
  slowMotionFactor: number;
  rollDeg: number | null;
}

export interface PageAnswer {
  json: string;
  view: RunAnalysis['view'];
  metrics: RunAnalysis['metrics'];
  warnings: string[];
}

export type PageProgress = Pick<FollowProgress, 'done' | 'frames' | 'framesPerS' | 'secondsLeft'>;

/** Kept for the next clip of a batch: the same model on the same backend need not be loaded again. */
let warm: { key: string; client: PoseClient } | null = null;

/** Analyses one clip. A refusal (not a video, …) is an answer, a bug is an error. */
export async function analyseFile(
  file: File,
  { view, model, backend, slowMotionFactor, rollDeg }: PageRequest,
  onProgress: (progress: PageProgress) => void,
): Promise<PageAnswer | { refused: string }> {
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
    const startedAt = performance.now();
    const analysis = await analyseRun(recording, { view, cameraRollDeg: rollDeg });
    const json = toAnalysisJson(recording, analysis, performance.now() - startedAt);
    return { json, view: analysis.view, metrics: analysis.metrics, warnings: recording.source.warnings };
  } catch (error) {
    if (error instanceof Error && ['ClipError', 'PoseFailed', 'PoseUnavailable'].includes(error.name))
      return { refused: error.message };
    throw error;
  }
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
