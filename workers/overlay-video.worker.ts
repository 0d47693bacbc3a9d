/** The worker that writes a clip with the overlay on it: brings the encoder (exchange) and the app's drawing (view) together. */
import * as Comlink from 'comlink';
import type { RunAnalysis } from '../src/analysis/run-analysis';
import {
  OverlayVideoError,
  type OverlayVideoProgress,
  writeOverlayVideo,
} from '../src/exchange/overlay-video';
import type { Clip, ClipFacts } from '../src/video/clip';
import { ClipError, type ClipProblem } from '../src/video/clip-errors';
import type { ClipSource } from '../src/video/clip-source';
import { borrowFrames } from '../src/video/frame-port';
import { openClip } from '../src/video/open-clip';
import { AnalysisPainter } from '../src/view/player/analysis-painter';

export interface OverlayVideoJob {
  source: ClipSource;
  analysis: RunAnalysis;
}

/** Why there is no video, in a sentence for people. */
export interface OverlayVideoRefusal {
  refused: ClipProblem | 'encoder';
  message: string;
}

type Tell = (progress: OverlayVideoProgress) => void;

const worker = {
  fromFile: (file: Blob, job: OverlayVideoJob, tell: Tell) =>
    answered(async () => {
      const { name, slowMotionFactor } = job.source;
      const clip = await openClip(file, { name, slowMotionFactor });
      try {
        return await write(clip, job, tell);
      } finally {
        clip.close();
      }
    }),

  /** For clips that only a `<video>` on the page plays: it lends its frames. */
  fromFrames: (facts: ClipFacts, port: MessagePort, job: OverlayVideoJob, tell: Tell) =>
    answered(() => write({ facts, frames: borrowFrames(port) }, job, tell)),
};

export type OverlayVideoWorker = typeof worker;

function write(
  clip: Pick<Clip, 'facts' | 'frames'>,
  { source, analysis }: OverlayVideoJob,
  tell: Tell,
): Promise<Blob> {
  const painter = new AnalysisPainter(analysis, source);
  return writeOverlayVideo(
    clip,
    {
      frames: source.frames,
      fps: source.fps,
      draw: (context, timeS) => {
        painter.paint(context, timeS);
      },
    },
    { onProgress: tell },
  );
}

async function answered(work: () => Promise<Blob>): Promise<Blob | OverlayVideoRefusal> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ClipError) return { refused: error.problem, message: error.message };
    if (error instanceof OverlayVideoError) return { refused: 'encoder', message: error.message };
    throw error;
  }
}

Comlink.expose(worker);
