import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Recording } from '../../src/analysis/recording';
import type { Contact } from '../../src/gait/contacts';
import { judgeLimbs } from '../../src/gait/limb-trust';
import type { View } from '../../src/gait/view';
import type { LandmarkName } from '../../src/pose/landmarks';
import { emptyPoseTrack, type PoseTrack } from '../../src/pose/pose-track';
import { cleanTrack } from '../../src/signal/clean-track';
import { recordingOf } from '../truth/recording-of';
import { thinned } from '../truth/thinned';
import { trueTable, type TrueTable } from './true-table';

const MOCAP = fileURLToPath(new URL('../../../shared/field/mocap3d/', import.meta.url));
/** Markers are thinned to what a camera gives. */
const CAMERA_FPS = 50;
/** TRC marker → landmark. */
const NAMES: Record<string, LandmarkName> = {
  RHip: 'right_hip',
  RKnee: 'right_knee',
  RAnkle: 'right_ankle',
  RBigToe: 'right_foot_index',
  RHeel: 'right_heel',
  LHip: 'left_hip',
  LKnee: 'left_knee',
  LAnkle: 'left_ankle',
  LBigToe: 'left_foot_index',
  LHeel: 'left_heel',
};
/** Which axes of OpenSim's (X forward, Y up, Z to the runner's right) lie across and up in the picture. */
const PLANES = { right: [0, 1], rear: [2, 1] } as const;

/** A runner with markers on an instrumented treadmill, seen in one plane as a file of landmarks. */
export interface MarkerCase {
  name: string;
  body: string;
  against: string;
  view: View;
  recording: Recording;
  truth: TrueTable;
}

interface MarkerTruth {
  contacts: Omit<Contact, 'confidence'>[];
  pelvicObliquityDeg: number[];
}

/** Every trial in both planes; none where the field data are absent. */
export async function markerCases(): Promise<MarkerCase[]> {
  if (!existsSync(MOCAP)) return [];
  const cases: MarkerCase[] = [];
  for (const file of readdirSync(MOCAP).filter((name) => name.endsWith('.trc'))) {
    const name = file.replace('.trc', '');
    const { contacts, pelvicObliquityDeg } = JSON.parse(
      readFileSync(`${MOCAP}${name}.truth.json`, 'utf8'),
    ) as MarkerTruth; // documented beside it
    const text = readFileSync(MOCAP + file, 'utf8');
    const plates = contacts.map((contact): Contact => ({ ...contact, confidence: 1 }));
    if (!isOneBody(cleanTrack(planeOf(text, PLANES.right)).track, plates)) continue;
    for (const view of ['right', 'rear'] as const) {
      // Markers that were lost for a moment would be the truth's peaks.
      const track = cleanTrack(planeOf(text, PLANES[view])).track;
      if (!isWhole(track)) continue;
      const { track: filmed } = thinned({ track, pelvis: new Float32Array() }, CAMERA_FPS);
      cases.push({
        name: `${name} ${view}`,
        body: name.slice(0, 7),
        against: 'force plates and markers',
        view,
        recording: { ...recordingOf(filmed), pose: null },
        truth: await trueTable({
          view,
          track,
          contacts: plates,
          cameraRollDeg: 0,
          hipLineDeg: view === 'rear' ? Float32Array.from(pelvicObliquityDeg, possible) : null,
        }),
      });
    }
  }
  return cases;
}

/** Markers that are lost for more than this share of a trial make no truth *(judgement)*. */
const MOST_LOST = 0.1;

function isWhole({ timeS, landmarks }: PoseTrack): boolean {
  return Object.values(NAMES).every(
    (name) => landmarks[name].x.filter(Number.isNaN).length <= MOST_LOST * timeS.length,
  );
}

/** Bones of markers that were mixed up change their length, in the side plane. */
function isOneBody(track: PoseTrack, contacts: readonly Contact[]): boolean {
  const { left, right } = judgeLimbs(track, 'right', contacts);
  return [left, right].every(({ doubt }) => doubt.thigh === null && doubt.shank === null);
}

/** A pelvis does not turn further; where its markers are lost the files hold anything. */
const MOST_OBLIQUE_DEG = 15;

function possible(tiltDeg: number): number {
  return Math.abs(tiltDeg) <= MOST_OBLIQUE_DEG ? tiltDeg : NaN;
}

function planeOf(text: string, [across, up]: readonly [number, number]): PoseTrack {
  const lines = text.split(/\r?\n/);
  const names = lines[3]!.split('\t').slice(2).filter(Boolean);
  const rows = lines.slice(5).filter((line) => line.trim() !== '');
  const track = emptyPoseTrack(rows.length);
  rows.forEach((row, t) => {
    const cells = row.split('\t').map((cell) => (cell.trim() === '' ? NaN : Number(cell)));
    track.timeS[t] = cells[1]!;
    names.forEach((name, i) => {
      const landmark = NAMES[name];
      if (!landmark) return;
      const [x, y] = [cells[2 + 3 * i + across]!, cells[2 + 3 * i + up]!];
      if (Number.isNaN(x + y) || (x === 0 && y === 0)) return;
      track.landmarks[landmark].x[t] = x;
      track.landmarks[landmark].y[t] = -y;
      track.landmarks[landmark].confidence[t] = 1;
    });
  });
  return track;
}
