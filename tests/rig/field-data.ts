import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readTrc } from '../../src/exchange/trc-reader';
import type { Contact } from '../../src/gait/contacts';
import type { View } from '../../src/gait/view';
import { LANDMARK_NAMES } from '../../src/pose/landmarks';
import { emptyPoseTrack, type PoseTrack } from '../../src/pose/pose-track';
import { SIDES, type Side } from '../../src/units';
import { seededRandom } from '../truth/random';

const ROOT = fileURLToPath(new URL('../../../shared/field/', import.meta.url));

/** False where ../shared/field is absent; tests that need it are then skipped. */
export const FIELD_DATA = existsSync(ROOT);
export const SKIPPED = FIELD_DATA ? '' : ' (skipped: ../shared/field is absent)';

interface Events {
  side: Side;
  initialContactS: number;
  toeOffS: number;
}

/** A marker capture, seen in one plane, with its force-plate contacts. */
export function mocap(trial: string, plane: 'side' | 'rear'): { track: PoseTrack; contacts: Contact[] } {
  const { track } = readTrc(readFileSync(`${ROOT}mocap/${trial}.${plane}.trc`, 'utf8'));
  const truth = json(`mocap/${trial}.truth.json`) as { contacts: Events[] };
  return { track, contacts: truth.contacts.map((events) => ({ ...events, confidence: 1 })) };
}

interface RenderedTruth {
  view: View;
  contacts: Record<Side, Omit<Events, 'side'>[]>;
  frames: { timeS: number; px: Record<string, [number, number]> }[];
}

/**
 * A rendered clip's true joints, made into what a pose model might say: every landmark off by a constant of `bias` and, in each frame, by
 * `noise` (standard deviations, parts of body height). It stands in for the model; the model's own errors are smoother and worse in places.
 */
export function renderedRun(clip: string, { noise, bias }: { noise: number; bias: number }) {
  const truth = json(`rendered/${clip}.truth.json`) as RenderedTruth;
  const random = seededRandom(7);
  const track = emptyPoseTrack(truth.frames.length);
  const first = truth.frames[0]!.px;
  const heightPx = 1.08 * (Math.max(first['left_heel']![1], first['right_heel']![1]) - first['head']![1]);
  for (const name of LANDMARK_NAMES) {
    const offset = [bias * heightPx * random.normal(), bias * heightPx * random.normal()] as const;
    truth.frames.forEach(({ timeS, px }, i) => {
      track.timeS[i] = timeS;
      const point = px[name];
      if (!point) return;
      track.landmarks[name].x[i] = point[0] + offset[0] + noise * heightPx * random.normal();
      track.landmarks[name].y[i] = point[1] + offset[1] + noise * heightPx * random.normal();
      track.landmarks[name].confidence[i] = 0.9;
    });
  }
  const contacts = SIDES.flatMap((side) =>
    truth.contacts[side].map((events): Contact => ({ side, ...events, confidence: 1 })),
  );
  contacts.sort((a, b) => a.initialContactS - b.initialContactS);
  return { track, contacts, view: truth.view };
}

/** Where a file of the field data lies. */
export function fieldPath(name: string): string {
  return `${ROOT}${name}`;
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(ROOT + path, 'utf8'));
}
