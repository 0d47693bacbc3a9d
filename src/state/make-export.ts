import type { Recording } from '../analysis/recording';
import type { RunAnalysis } from '../analysis/run-analysis';
import type { Session } from '../analysis/session';
import { toAnalysisJson } from '../exchange/analysis-json';
import type { Safety } from '../feedback/safety';
import { frameCsv } from '../exchange/frame-csv';
import { framePicture } from '../exchange/frame-picture';
import { sessionFileName, withoutNames } from '../exchange/names';
import { makeOverlayVideo } from '../exchange/overlay-video-client';
import { strideCsv } from '../exchange/stride-csv';
import { writeTrc } from '../exchange/trc-writer';
import type { Seconds } from '../units';
import { openClip } from '../video/open-clip';
import { pictureAt } from '../video/picture-at';

/** What can be taken away of a clip. */
export type ExportKind = 'strides' | 'frames' | 'json' | 'trc' | 'picture' | 'video';

const ENDINGS: Record<ExportKind, string> = {
  strides: 'csv',
  frames: 'csv',
  json: 'json',
  trc: 'trc',
  picture: 'png',
  video: 'mp4',
};

/** One take of a session, and the frame that is on the screen. Plain values, no proxies. */
export interface ExportJob {
  session: Session;
  takeIndex: number;
  analysis: RunAnalysis;
  safety: Safety;
  /** false = no name, title or note leaves, and the clip has no file name. */
  names: boolean;
  shownS: Seconds;
  /** Draws what was measured over the picture of a time. */
  draw: (context: OffscreenCanvasRenderingContext2D, timeS: Seconds) => void;
}

interface ExportWork {
  signal: AbortSignal;
  /** 0 to 1, never falls. */
  onProgress: (done: number) => void;
}

/** Makes a file to be saved. Errors: OverlayVideoError and ClipError, whose messages are for people; the signal's reason. */
export async function makeExport(
  kind: ExportKind,
  job: ExportJob,
  work: ExportWork,
): Promise<{ file: Blob; fileName: string }> {
  const session = job.names ? job.session : withoutNames(job.session);
  const take = session.takes[job.takeIndex];
  if (take === undefined) throw new RangeError(`The session has no clip ${job.takeIndex}.`);
  const file = await fileOf(kind, { ...job, recording: take.recording, clip: take.clip }, work);
  work.signal.throwIfAborted();
  const view = job.analysis.view ?? `clip ${job.takeIndex + 1}`;
  const title = [session.title, view, kind].filter((part) => part !== '').join(' ');
  return { file, fileName: sessionFileName({ ...session, title }, ENDINGS[kind]) };
}

interface TakeJob extends ExportJob {
  recording: Recording;
  clip: Blob | null;
}

async function fileOf(kind: ExportKind, job: TakeJob, work: ExportWork): Promise<Blob> {
  const { recording, analysis } = job;
  switch (kind) {
    case 'strides':
      return new Blob([strideCsv(recording, analysis)], { type: 'text/csv' });
    case 'frames':
      return new Blob([frameCsv(recording, analysis)], { type: 'text/csv' });
    case 'json':
      return new Blob([toAnalysisJson(recording, analysis, job.safety)], { type: 'application/json' });
    case 'trc': {
      const { name, height } = recording.source;
      return new Blob([writeTrc(analysis.track, name, height)], { type: 'text/plain' });
    }
    case 'picture':
      return pictureOf(job, work.signal);
    case 'video':
      if (job.clip === null) throw new RangeError('The clip was not kept.');
      return makeOverlayVideo(job.clip, recording, analysis, {
        signal: work.signal,
        onProgress: ({ done }) => {
          work.onProgress(done);
        },
      });
  }
}

async function pictureOf({ clip, recording, shownS, draw }: TakeJob, signal: AbortSignal): Promise<Blob> {
  const { name, width, height, slowMotionFactor } = recording.source;
  if (clip === null) return framePicture({ image: null, width, height, timeS: shownS, draw });
  const opened = await openClip(clip, { name, slowMotionFactor, signal });
  try {
    const image = await pictureAt(opened, shownS, signal);
    return await framePicture({ image, width, height, timeS: shownS, draw });
  } finally {
    opened.close();
  }
}
