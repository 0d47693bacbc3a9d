import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compose, type FramePlanes, regionMap, sampleCrop, yuvMatrix } from '../../src/core/crop';
import { type CameraRoll, estimateCameraRoll } from '../../src/core/camera-roll';
import { pictureRegion, STILL_SIZE, StillPictureMean } from '../../src/core/camera-roll-picture';
import { PELVIC_ROW_LENGTH, type PelvicEvidence, PelvisReader } from '../../src/core/pelvic-line-evidence';
import { PATCH_SIZE, pelvisRegion, samplePelvis } from '../../src/core/pelvic-line-region';
import type { Stride } from '../../src/gait/strides';
import { SIDES } from '../../src/units';

const RENDERED = fileURLToPath(new URL('../../../shared/field/rendered', import.meta.url));
export const HAS_FIELD_DATA = existsSync(RENDERED);
const UPRIGHT = { a: 1, b: 0, c: 0, d: 0, e: 1, f: 0 };

type Places = Record<string, [number, number]>;
interface TruthFile {
  view: 'rear' | 'front';
  width: number;
  height: number;
  contacts: Record<'left' | 'right', { initialContactS: number; toeOffS: number }[]>;
  frames: { timeS: number; imageHipLineDeg: number; px: Places }[];
}

/** One rendered clip, read as the worker would read it, beside its truth. */
export interface ReadClip {
  view: 'rear' | 'front';
  evidence: PelvicEvidence;
  roll: CameraRoll;
  truthDeg: number[];
  /** One for each contact, so that the last stances count too; only their stances mean anything. */
  strides: Stride[];
}

/** A change made to the picture by ffmpeg, and where a point of the truth then lies. */
export interface Change {
  filter: string;
  place: (x: number, y: number, width: number, height: number) => [number, number];
}

const NO_CHANGE: Change = { filter: 'null', place: (x, y) => [x, y] };

/** Turns the picture clockwise about its middle. */
export function turned(degrees: number): Change {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return {
    filter: `rotate=${degrees}*PI/180:fillcolor=0x8a8a8a`,
    place: (x, y, width, height) => {
      const [dx, dy] = [x - width / 2, y - height / 2];
      return [width / 2 + cos * dx - sin * dy, height / 2 + sin * dx + cos * dy];
    },
  };
}

/** Every 25th frame is enough for the still picture. */
const STILL_EVERY = 25;

/** Reads a rendered clip with landmarks that are as wrong as BlazePose's. */
export async function readClip(name: string, change: Change = NO_CHANGE): Promise<ReadClip> {
  const truth = JSON.parse(readFileSync(`${RENDERED}/${name}.truth.json`, 'utf8')) as TruthFile;
  const rows = new Float32Array(truth.frames.length * PELVIC_ROW_LENGTH).fill(NaN);
  const reader = new PelvisReader();
  const patch = new Float32Array(PATCH_SIZE ** 2 * 3);
  const still = new StillPictureMean();
  const picture = new Float32Array(STILL_SIZE ** 2 * 3);
  const wholePicture = regionMap(pictureRegion(truth.width, truth.height), STILL_SIZE);
  const noise = seededNoise(name.length);
  let t = 0;
  for await (const planes of decode(`${RENDERED}/${name}.mp4`, change.filter, truth)) {
    const frame = truth.frames[t];
    if (frame === undefined) break;
    if (t % STILL_EVERY === 0) {
      sampleCrop(planes, compose(UPRIGHT, wholePicture), STILL_SIZE, 0, 255, picture);
      still.add(picture);
    }
    const region = pelvisRegion(likeBlazePose(frame.px, truth, change, noise));
    if (region !== null) {
      samplePelvis(planes, UPRIGHT, region, patch);
      reader.read(patch, region, rows.subarray(t * PELVIC_ROW_LENGTH, (t + 1) * PELVIC_ROW_LENGTH));
    }
    t++;
  }
  return {
    view: truth.view,
    evidence: { timeS: Float64Array.from(truth.frames, ({ timeS }) => timeS), rows },
    roll: estimateCameraRoll(still.still(truth.width, truth.height)),
    truthDeg: truth.frames.map(({ imageHipLineDeg }) => imageHipLineDeg),
    strides: SIDES.flatMap((side) =>
      truth.contacts[side].map(({ initialContactS, toeOffS }) => ({
        side,
        stance: { side, initialContactS, toeOffS, confidence: 1 },
        startS: initialContactS,
        endS: toeOffS,
        oppositeContactS: NaN,
        excluded: null,
      })),
    ),
  };
}

/** Worst place error of the model's hips, of body height; shoulders are about a quarter as wrong. */
const HIP_ERROR = 0.03;
/** Body height of the rendered runner against its hip-to-shoulder length. */
const BODY_PER_TORSO = 3.4;

/** The truth with a bias and with noise in every frame; the line between the hips is thereby worthless. */
function likeBlazePose(px: Places, { width, height }: TruthFile, { place }: Change, noise: () => number) {
  const at = (name: string, error: number) => {
    const [x, y] = place(px[name]![0], px[name]![1], width, height);
    const torso = Math.abs(px['left_hip']![1] - px['left_shoulder']![1]);
    const worst = error * BODY_PER_TORSO * torso;
    return { x: x + worst * (0.3 + 0.7 * noise()), y: y + worst * (0.3 + 0.7 * noise()) };
  };
  return {
    leftShoulder: at('left_shoulder', HIP_ERROR / 4),
    rightShoulder: at('right_shoulder', HIP_ERROR / 4),
    leftHip: at('left_hip', HIP_ERROR),
    rightHip: at('right_hip', HIP_ERROR),
  };
}

/** Uniform −1…1, the same every time (mulberry32). */
function seededNoise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}

/** The frames of a clip as `VideoFrame.copyTo` would give them. */
async function* decode(
  file: string,
  filter: string,
  { width, height }: TruthFile,
): AsyncGenerator<FramePlanes> {
  const size = (width * height * 3) / 2;
  const ffmpeg = spawn('ffmpeg', [
    ...['-v', 'error', '-threads', '1', '-i', file, '-vf', filter],
    ...['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-'],
  ]);
  let data = new Uint8Array(size);
  let filled = 0;
  for await (const chunk of ffmpeg.stdout as AsyncIterable<Buffer>) {
    for (let from = 0; from < chunk.length;) {
      const part = chunk.subarray(from, from + size - filled);
      data.set(part, filled);
      filled += part.length;
      from += part.length;
      if (filled < size) continue;
      yield {
        format: 'I420',
        data,
        layout: [
          { offset: 0, stride: width },
          { offset: width * height, stride: width / 2 },
          { offset: (width * height * 5) / 4, stride: width / 2 },
        ],
        originX: 0,
        originY: 0,
        width,
        height,
        matrix: yuvMatrix({ matrix: 'smpte170m' }, height),
      };
      [data, filled] = [new Uint8Array(size), 0];
    }
  }
}

/** Least squares of `measured` on `truth`, over the frames that were measured. */
export function compareWithTruth(measured: ArrayLike<number>, truth: readonly number[]) {
  const frames = truth.map((_, t) => t).filter((t) => Number.isFinite(measured[t]));
  const mean = (of: (t: number) => number) => frames.reduce((sum, t) => sum + of(t), 0) / frames.length;
  const [mx, my] = [mean((t) => truth[t]!), mean((t) => measured[t]!)];
  const xx = mean((t) => (truth[t]! - mx) ** 2);
  const xy = mean((t) => (truth[t]! - mx) * (measured[t]! - my));
  const yy = mean((t) => (measured[t]! - my) ** 2);
  return {
    seen: frames.length / truth.length,
    slope: xy / xx,
    r: xy / Math.sqrt(xx * yy),
    rmseDeg: Math.sqrt(mean((t) => (measured[t]! - truth[t]!) ** 2)),
  };
}

/** Mean over one side's stances of the greatest drop in the frames of each. */
export function truePeakDeg({ evidence, truthDeg, strides }: ReadClip, side: 'left' | 'right'): number {
  const peaks = strides
    .filter((stride) => stride.side === side)
    .map(({ stance }) => {
      const inside = truthDeg.filter((_, t) => {
        const timeS = evidence.timeS[t]!;
        return timeS >= stance.initialContactS && timeS <= stance.toeOffS;
      });
      return Math.max(...inside.map((tilt) => (side === 'left' ? -tilt : tilt)));
    })
    .filter(Number.isFinite);
  return peaks.reduce((sum, peak) => sum + peak, 0) / peaks.length;
}
