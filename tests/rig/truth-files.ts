import { readFileSync } from 'node:fs';
import type { Contact } from '../../src/gait/contacts';
import type { View } from '../../src/gait/view';
import { LANDMARK_NAMES, type LandmarkName } from '../../src/pose/landmarks';
import { emptyPoseTrack, type PoseTrack } from '../../src/pose/pose-track';
import { SIDES, type Side } from '../../src/units';
import { fieldPath } from './field-data';

const readJson = (path: string): unknown => JSON.parse(readFileSync(fieldPath(path), 'utf8'));

interface EventTimes {
  initialContactS: number;
  toeOffS: number;
}

export interface MocapTruth {
  contacts: Contact[];
  pelvicObliquityDeg: number[];
  trunkLeanDeg: number[];
}

export function mocapTruth(name: string): MocapTruth {
  const truth = readJson(`mocap/${name}.truth.json`) as MocapTruth; // a fixture: its shape is documented beside it
  return { ...truth, contacts: truth.contacts.map((contact) => ({ ...contact, confidence: 1 })) };
}

const TRC_NAMES: Record<string, LandmarkName> = {
  RHip: 'right_hip',
  LHip: 'left_hip',
  RShoulder: 'right_shoulder',
  LShoulder: 'left_shoulder',
  RHeel: 'right_heel',
  LHeel: 'left_heel',
  RBigToe: 'right_foot_index',
  LBigToe: 'left_foot_index',
};

/** The markers of a TRC as a track: 1 mm = 1 px, y turned down. Just enough of the format for these two files. */
export function mocapTrack(file: string): PoseTrack {
  const lines = readFileSync(fieldPath(`mocap/${file}`), 'utf8').split(/\r?\n/);
  const names = lines[3]!.split('\t').slice(2).filter(Boolean);
  const rows = lines.slice(5).filter((line) => line.trim() !== '');
  const track = emptyPoseTrack(rows.length);
  rows.forEach((row, t) => {
    const cells = row.split('\t').map(Number);
    track.timeS[t] = cells[1]!;
    names.forEach((name, i) => {
      const landmark = TRC_NAMES[name];
      if (!landmark) return;
      track.landmarks[landmark].x[t] = cells[2 + 3 * i]! * 1000;
      track.landmarks[landmark].y[t] = -cells[3 + 3 * i]! * 1000;
    });
  });
  return track;
}

interface RenderedFile {
  view: View;
  fps: number;
  contacts: Record<Side, EventTimes[]>;
  frames: {
    timeS: number;
    px: Partial<Record<string, [number, number]>>;
    imageTrunkLeanDeg?: number | null;
    imageHipLineDeg?: number | null;
  }[];
}

export interface RenderedTruth {
  view: View;
  fps: number;
  contacts: Contact[];
  track: PoseTrack;
  trunkLeanDeg: number[];
  hipLineDeg: number[];
}

/** A rendered runner's true joints as a track, its contacts in order, its true angles per frame (NaN = not given). */
export function renderedTruth(name: string): RenderedTruth {
  const file = readJson(`rendered/${name}.truth.json`) as RenderedFile; // a fixture, as above
  const track = emptyPoseTrack(file.frames.length);
  file.frames.forEach((frame, t) => {
    track.timeS[t] = frame.timeS;
    for (const landmark of LANDMARK_NAMES) {
      const point = frame.px[landmark];
      if (point) [track.landmarks[landmark].x[t], track.landmarks[landmark].y[t]] = point;
    }
  });
  const contacts = SIDES.flatMap((side) =>
    file.contacts[side].map((times): Contact => ({ side, ...times, confidence: 1 })),
  ).sort((a, b) => a.initialContactS - b.initialContactS);
  return {
    view: file.view,
    fps: file.fps,
    contacts,
    track,
    trunkLeanDeg: file.frames.map((frame) => frame.imageTrunkLeanDeg ?? NaN),
    hipLineDeg: file.frames.map((frame) => frame.imageHipLineDeg ?? NaN),
  };
}
