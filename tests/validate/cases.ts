import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Contact } from '../../src/gait/contacts';
import type { View } from '../../src/gait/view';
import { METRICS } from '../../src/metrics/registry';
import { LANDMARK_NAMES, type LandmarkName } from '../../src/pose/landmarks';
import { emptyPoseTrack } from '../../src/pose/pose-track';
import { SIDES, type Side } from '../../src/units';
import { meanOf, trueTable, type TrueTable } from './true-table';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const FIELD = here('../../../shared/field/');
const DEMO = here('../../public/demo/');

/** A clip beside its truth. */
export interface ClipCase {
  /** The clip's name without its ending. */
  name: string;
  path: string;
  /** Clips of one body and one way of making count as one when an error is foretold for another. */
  body: string;
  against: string;
  view: View;
  truth: TrueTable;
  /** Until when the truth was read, seconds; what comes after is not measured. */
  untilS: number;
}

interface Times {
  initialContactS: number | null;
  toeOffS: number | null;
}

interface RenderedFile {
  view: View;
  contacts: Record<Side, Times[]>;
  frames: {
    timeS: number;
    px: Partial<Record<LandmarkName, [number, number]>>;
    imageHipLineDeg?: number | null;
  }[];
  cam?: { roll?: number };
  filming?: { rollDeg?: number };
}

interface LabelledFile {
  contacts: (Times & { side: Side })[];
  trunk: { leanDeg: number; again: number | null }[];
  cameraRoll: { deg: number } | null;
}

/** Every clip with a truth: the demo's, and the field data's where they are present. */
export async function clipCases(): Promise<ClipCase[]> {
  const rendered = [
    ...clipsIn(DEMO).map((path) => ({ path, body: 'demo', against: 'the demo runner' })),
    ...clipsIn(`${FIELD}rendered/`).map((path) => ({ path, body: 'mesh', against: 'rendered runners' })),
  ];
  const cases: ClipCase[] = [];
  for (const { path, body, against } of rendered) {
    const file = readJson(path.replace(/mp4$/, 'truth.json')) as RenderedFile; // documented beside the clips
    cases.push({
      name: basename(path, '.mp4'),
      path,
      body,
      against,
      view: file.view,
      truth: await renderedTruth(file),
      untilS: Infinity,
    });
  }
  for (const [name, view] of [
    ['treadmill-side-60fps-low-camera', 'right'],
    ['front-on-the-spot-high-waistband', 'front'],
  ] as const) {
    const path = `${FIELD}real/${name}.mp4`;
    if (!existsSync(path)) continue;
    const file = readJson(path.replace(/mp4$/, 'truth.json')) as LabelledFile; // documented beside the clips
    cases.push({
      name,
      path,
      body: name,
      against: 'people, read by eye',
      view,
      truth: await labelledTruth(file, view),
      untilS: labelledUntilS(file),
    });
  }
  return cases;
}

async function renderedTruth(file: RenderedFile): Promise<TrueTable> {
  const track = emptyPoseTrack(file.frames.length);
  file.frames.forEach(({ timeS, px }, i) => {
    track.timeS[i] = timeS;
    for (const name of LANDMARK_NAMES) {
      const point = px[name];
      if (!point) continue;
      [track.landmarks[name].x[i], track.landmarks[name].y[i]] = point;
      track.landmarks[name].confidence[i] = 1;
    }
  });
  const contacts = SIDES.flatMap((side) => file.contacts[side].map((times) => ({ side, ...times })));
  const cameraRollDeg = file.filming?.rollDeg ?? file.cam?.roll ?? 0;
  const tilts = file.frames.map(({ imageHipLineDeg }) => (imageHipLineDeg ?? NaN) - cameraRollDeg);
  return trueTable({
    view: file.view,
    track,
    contacts: wholeContacts(contacts),
    cameraRollDeg,
    hipLineDeg: file.view === 'rear' || file.view === 'front' ? Float32Array.from(tilts) : null,
  });
}

function labelledUntilS({ contacts }: LabelledFile): number {
  return Math.max(...contacts.map(({ toeOffS }) => toeOffS ?? 0)) + 0.1;
}

/** What was read by eye: contacts to a frame, and the trunk's line, whose mean alone is sure enough. */
async function labelledTruth({ contacts, trunk, cameraRoll }: LabelledFile, view: View): Promise<TrueTable> {
  const whole = wholeContacts(contacts);
  const track = emptyPoseTrack(2);
  track.timeS.set([0, (whole.at(-1)?.toeOffS ?? 0) + 1]);
  const all = await trueTable({
    view,
    track,
    contacts: whole,
    cameraRollDeg: 0,
    hipLineDeg: null,
  });
  const times: TrueTable = Object.fromEntries(
    METRICS.filter(({ joints }) => joints === null).map(({ id }) => [id, all[id] ?? {}]),
  );
  if (trunk.length === 0) return times;
  const seenDeg = meanOf(
    trunk.map(({ leanDeg, again }) => (again === null ? leanDeg : (leanDeg + again) / 2)),
  );
  // The label's roll is anticlockwise: upright things lean backwards for this runner, and so does the trunk.
  return { ...times, trunkLeanMeanDeg: { both: seenDeg + (cameraRoll?.deg ?? 0) } };
}

function wholeContacts(contacts: readonly (Times & { side: Side })[]): Contact[] {
  return contacts
    .flatMap(({ side, initialContactS, toeOffS }) =>
      initialContactS === null || toeOffS === null ? [] : [{ side, initialContactS, toeOffS, confidence: 1 }],
    )
    .sort((a, b) => a.initialContactS - b.initialContactS);
}

function clipsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.mp4') && existsSync(folder + name.replace(/mp4$/, 'truth.json')))
    .map((name) => folder + name);
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
