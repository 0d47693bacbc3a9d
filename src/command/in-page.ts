/** The half of `npm run analyse` that runs inside the browser: the app's own code, without its screens. */
import { AnalysisClient } from '../analysis/analysis-client';
import { recordingOf } from '../analysis/record-clip';
import type { Recording } from '../analysis/recording';
import type { Corrections, RunAnalysis } from '../analysis/run-analysis';
import { NO_FACTS, type Take } from '../analysis/session';
import { findingsFrom } from '../feedback/findings';
import {
  type EarlierPain,
  NOTHING_SAID,
  type Safety,
  safetyOf,
  type Wellbeing,
  worseOf,
} from '../feedback/safety';
import { toAnalysisJson } from '../exchange/analysis-json';
import { download } from '../exchange/download';
import { frameCsv } from '../exchange/frame-csv';
import { makeOverlayVideo } from '../exchange/overlay-video-client';
import { readTrackFile } from '../exchange/read-track';
import { strideCsv } from '../exchange/stride-csv';
import { writeTrc } from '../exchange/trc-writer';
import type { BackendName, ModelSize } from '../pose/contract';
import type { FollowProgress } from '../pose/follow-progress';
import { PoseClient } from '../pose/pose-client';
import type { MeasuredTake } from '../state/open-take.svelte';
import { openStore } from '../storage/store';
import { summaryOf } from '../storage/take-summary';
import { writeRecording } from './kept-recording';
import { drawStrip, type StripOf } from './draw-strip';

/** What is to be made besides the JSON and the table. */
export interface Wanted {
  csv: boolean;
  trc: boolean;
  video: boolean;
  /** Pictures to draw, if any. */
  strips: StripOf[];
}

export interface PageRequest {
  model: ModelSize;
  backend: BackendName | 'auto';
  slowMotionFactor: number;
  corrections: Corrections;
  said: Wellbeing;
  painBefore: number | null;
  wanted: Wanted;
}

/** What was not asked for is null. A video stays in the page, see `downloadVideo`. */
export interface PageAnswer {
  json: string;
  csv: { strides: string; frames: string } | null;
  trc: string | null;
  /** PNG files as base64, in the order asked for. */
  strips: string[];
  view: RunAnalysis['view'];
  metrics: RunAnalysis['metrics'];
  findings: RunAnalysis['findings'];
  safety: Safety;
  warnings: string[];
}

export interface Refusal {
  refused: string;
}

/** Errors whose message is a sentence for people. */
const FOR_PEOPLE: readonly string[] = [
  'ClipError',
  'PoseFailed',
  'PoseUnavailable',
  'TrackFileError',
  'OverlayVideoError',
];

export interface PageProgress extends Pick<FollowProgress, 'done' | 'frames' | 'framesPerS' | 'secondsLeft'> {
  doing: 'following the runner' | 'writing the video';
}

const analyser = new AnalysisClient();
/** Kept for the next clip of a batch: the same model on the same backend need not be loaded again. */
let warm: { key: string; client: PoseClient } | null = null;
/** The video of the last answer. */
let video: Blob | null = null;
/** What the report tells of; clips are files on the disk, not in memory. */
const measured: MeasuredTake[] = [];
let filmedAtMs = Infinity;
let reported: Person = { said: NOTHING_SAID, painBefore: null };

/** How the runner is. */
type Person = Pick<PageRequest, 'said' | 'painBefore'>;

function safetyFor({ said, painBefore }: Person): Safety {
  return safetyOf(said, earlierPainOf(painBefore));
}

function earlierPainOf(painBefore: number | null): EarlierPain | null {
  return painBefore === null ? null : { pain: painBefore, atMs: null };
}

/** Analyses one clip. A refusal (not a video, …) is an answer, a bug is an error. */
export async function analyseFile(
  file: File,
  { corrections, model, backend, slowMotionFactor, wanted, ...person }: PageRequest,
  onProgress: (progress: PageProgress) => void,
): Promise<PageAnswer | Refusal> {
  try {
    const followed = await clientFor(model, backend).follow(
      file,
      { name: file.name, runner: 'who runs', slowMotionFactor },
      {
        onProgress: ({ done, frames, framesPerS, secondsLeft }) => {
          onProgress({ doing: 'following the runner', done, frames, framesPerS, secondsLeft });
        },
      },
    );
    const recording = recordingOf(followed, model);
    const safety = safetyFor(person);
    const { answer, analysis } = await answerOf(recording, corrections, { wanted, safety });
    remember(file, { recording, corrections, clip: file }, analysis, person);
    video = wanted.video ? await videoOf(file, recording, analysis, onProgress) : null;
    for (const of of wanted.strips)
      answer.strips.push(await base64(await drawStrip(file, recording, analysis, of)));
    return answer;
  } catch (error) {
    return refusalOf(error);
  }
}

/** Follows the runner through one clip and gives what its pixels said, for `npm run validate`. */
export async function recordFile(file: File, model: ModelSize): Promise<string | Refusal> {
  try {
    const task = { name: file.name, runner: 'largest', slowMotionFactor: 1 } as const;
    return writeRecording(recordingOf(await clientFor(model, 'auto').follow(file, task), model));
  } catch (error) {
    return refusalOf(error);
  }
}

/** Analyses landmarks instead of a clip: a TRC file or an earlier analysis, whose corrections hold where nothing else is asked. */
export async function analyseTrackFile(
  file: File,
  { corrections: asked, wanted, ...person }: PageRequest,
): Promise<PageAnswer | Refusal> {
  try {
    const { recording, corrections: corrected, said } = await readTrackFile(file);
    const corrections: Corrections = {
      ...asked,
      view: asked.view === 'auto' ? corrected.view : asked.view,
      cameraRollDeg: asked.cameraRollDeg ?? corrected.cameraRollDeg,
    };
    const both: Person = {
      said: worseOf(person.said, said),
      painBefore: person.painBefore ?? said.painBefore,
    };
    const { answer, analysis } = await answerOf(recording, corrections, { wanted, safety: safetyFor(both) });
    remember(file, { recording, corrections, clip: null }, analysis, both);
    return answer;
  } catch (error) {
    return refusalOf(error);
  }
}

/** Has the browser save the video of the last answer as a download. */
export function downloadVideo(): void {
  if (video === null) throw new Error('No video was made.');
  download(video, 'overlay.mp4');
}

/** Has the browser save all that was analysed in this page as one session file, clips included: the app restores it. */
export async function downloadSession(): Promise<void> {
  const store = await openStore();
  const session = {
    id: crypto.randomUUID(),
    runner: null,
    title: '',
    filmedAtMs,
    facts: { ...NO_FACTS, ...reported.said },
  };
  const takes = measured.map(({ take }) => take);
  const summaries = new Map(measured.map(({ take, analysis }) => [take.id, summaryOf(analysis)]));
  await store.saveSession({ ...session, takes }, summaries);
  const { file } = await store.backup({ runnerId: null, clips: true, names: true, passphrase: null });
  store.close();
  download(file, 'session.plumbline');
}

/** The report of all that was analysed in this page; resolves when it may be printed. */
export async function showReport(): Promise<void> {
  const { mountReport } = await import('./mount-report');
  const person = { said: reported.said, earlierPain: earlierPainOf(reported.painBefore) };
  await mountReport(measured, filmedAtMs, person, (recording, corrections) =>
    analyser.analyse(recording, corrections),
  );
}

function remember(file: File, take: Omit<Take, 'id'>, analysis: RunAnalysis, person: Person): void {
  reported = {
    said: worseOf(reported.said, person.said),
    painBefore: reported.painBefore ?? person.painBefore,
  };
  measured.push({ take: { id: String(measured.length), ...take }, analysis });
  filmedAtMs = Math.min(filmedAtMs, file.lastModified);
}

/** A refusal is an answer, in a sentence for people; anything else is a bug and stays an error. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof Error && FOR_PEOPLE.includes(error.name)) return { refused: error.message };
  throw error;
}

async function answerOf(
  recording: Recording,
  corrections: Corrections,
  { wanted, safety }: { wanted: Wanted; safety: Safety },
): Promise<{ answer: PageAnswer; analysis: RunAnalysis }> {
  const analysis = await analyser.analyse(recording, corrections);
  const { track, view, metrics, doubts } = analysis;
  const { name, height, warnings } = recording.source;
  const answer: PageAnswer = {
    json: toAnalysisJson(recording, analysis, safety),
    csv: wanted.csv
      ? { strides: strideCsv(recording, analysis), frames: frameCsv(recording, analysis) }
      : null,
    trc: wanted.trc ? writeTrc(track, name, height) : null,
    strips: [],
    view,
    metrics,
    findings: findingsFrom(metrics, safety),
    safety,
    warnings: [...warnings, ...doubts, ...slowMotionHint(recording, analysis)],
  };
  return { answer, analysis };
}

/** How to say what the clip seems to be. */
function slowMotionHint({ source }: Recording, { noStrides }: RunAnalysis): string[] {
  if (noStrides?.slowerBy == null) return [];
  return [`If it is slow motion, say so with --slow-motion ${source.slowMotionFactor * noStrides.slowerBy}.`];
}

function videoOf(
  file: File,
  recording: Recording,
  analysis: RunAnalysis,
  onProgress: (progress: PageProgress) => void,
): Promise<Blob> {
  const startedAt = performance.now();
  return makeOverlayVideo(file, recording, analysis, {
    onProgress: ({ done, frames }) => {
      const elapsedS = (performance.now() - startedAt) / 1000;
      const secondsLeft = (elapsedS * (1 - done)) / done;
      onProgress({ doing: 'writing the video', done, frames, framesPerS: frames / elapsedS, secondsLeft });
    },
  });
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
