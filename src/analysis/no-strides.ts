import { findContacts, type LeftOut } from '../gait/contacts';
import { REASON } from '../gait/plausible-contacts';
import type { View } from '../gait/view';
import { LANDMARK_NAMES } from '../pose/landmarks';
import type { PoseTrack } from '../pose/pose-track';
import { impliedCadenceSpm } from './check-cadence';
import { prepareTrack } from './prepare-track';
import type { Recording } from './recording';

/** Why a clip gives too few strides for any number, where something else than their count is the reason. */
export interface NoStrides {
  cause: 'time' | 'nobody' | 'frame rate' | 'feet' | 'slow motion' | 'walking' | 'standing';
  /** In words, as a clause. */
  says: string;
  /** How many times slower than now the clip should be taken to play; null = speed is not the cause. */
  slowerBy: number | null;
}

/** Steps per minute of people who run *(judgement: Drozda 2024 has 166 ± 10 and 171 ± 9)*; slower or faster ones are suspected. */
export const RUNNING_SPM = { from: 140, usual: 168, to: 200 } as const;
/** Nobody walks on a treadmill as slowly as this: slow motion. *(judgement: comfortable walking has 100–120)* */
const SLOWER_THAN_WALKING_SPM = 70;
/** Less than this slower than usual is a slow runner or a walker: no camera films 1.5 times slower, most films 2, 4 or 8 times. *(judgement)* */
const LEAST_SLOW_MOTION = 1.75;
/** Below this a runner's step has fewer than seven frames, and its contacts cannot be told. *(judgement)* */
export const FEWEST_FPS = 20;
/** Feet that leave the picture in more than this part of the frames leave too few strides *(judgement: as the check list has it)*. */
export const FEET_OUTSIDE = 0.3;
/** What the cause is looked for in. */
interface Found {
  /** Without what lies beyond the picture. */
  recording: Recording;
  /** In which part of the frames a foot lies beyond it, 0–1. */
  feetOutside: number;
  view: View;
  fps: number;
  /** Why nothing can be measured on the clip's times; null = it can. */
  problem: string | null;
  leftOut: readonly LeftOut[];
}

/** The true cause, the most certain first; null = there is none but the number of strides. */
export function whyNoStrides(found: Found): NoStrides | null {
  const { recording, feetOutside, fps, problem } = found;
  const because = (cause: NoStrides['cause'], says: string, slowerBy: number | null = null) => ({
    cause,
    says,
    slowerBy,
  });
  if (problem !== null) return because('time', problem);
  if (!isAnybodySeen(recording.track)) return because('nobody', 'nobody is seen in the picture');
  if (feetOutside > FEET_OUTSIDE) {
    const share = feetOutside > 0.99 ? '' : ` in ${Math.round(100 * feetOutside)} % of the frames`;
    return because('feet', `your feet are not in the picture${share}: show the whole belt`);
  }
  const cadence = impliedCadenceSpm(recording.track);
  // Slow motion has few frames a second and many a step.
  if (fps / (Number.isNaN(cadence) ? RUNNING_SPM.usual : cadence) < FEWEST_FPS / RUNNING_SPM.usual)
    return because('frame rate', `${Math.round(fps)} frames per second are too few to tell steps apart`);
  return bySpeed(cadence, found, because) ?? byWhatWasLeftOut(cadence, found, because);
}

type Because = (cause: NoStrides['cause'], says: string, slowerBy?: number | null) => NoStrides;

/** Slow motion and walking look alike in time: at the speed of a run, slow motion is a run and walking still walks. */
function bySpeed(cadence: number, { recording, view }: Found, because: Because): NoStrides | null {
  const slowerBy = RUNNING_SPM.usual / cadence;
  if (!(slowerBy >= LEAST_SLOW_MOTION)) return null;
  const { contacts, leftOut } = contactsAt(slowerBy, recording, view);
  if (contacts.length === 0) {
    if (isWalking(mainReason(leftOut))) return walking(because);
    if (cadence > SLOWER_THAN_WALKING_SPM) return null;
  }
  const about = roundFactor(slowerBy);
  // Seen from behind, walking slowly has the contacts of slow motion too.
  const or = cadence > SLOWER_THAN_WALKING_SPM ? ', or as slow as walking' : '';
  const says = `this looks like slow motion: the steps are about ${about} times slower than running${or}`;
  return because('slow motion', says, about);
}

/** Whole numbers from 3 on, halves below: cameras know no others. */
function roundFactor(factor: number): number {
  return factor < 3 ? Math.round(2 * factor) / 2 : Math.round(factor);
}

function contactsAt(slowerBy: number, recording: Recording, view: View) {
  const timeS = recording.track.timeS.map((time) => time / slowerBy);
  const { track } = prepareTrack({ ...recording, track: { ...recording.track, timeS } }, view);
  return findContacts(track, view);
}

/** Feet that keep a rhythm slower than running do not stand. */
function byWhatWasLeftOut(cadence: number, { leftOut }: Found, because: Because): NoStrides | null {
  const main = mainReason(leftOut);
  if (isWalking(main) || (main === REASON.noSteps && cadence < RUNNING_SPM.from)) return walking(because);
  if (main === REASON.noSteps) return because('standing', 'no steps are seen: does the runner stand still?');
  return null;
}

function walking(because: Because): NoStrides {
  return because('walking', 'this looks like walking: one foot is always on the ground');
}

function isWalking(reason: string | null): boolean {
  return reason === REASON.walking || reason === REASON.longContact;
}

/** What most of the clip was left out for. */
function mainReason(leftOut: readonly LeftOut[]): string | null {
  const spansS = new Map<string, number>();
  for (const { reason, startS, endS } of leftOut)
    spansS.set(reason, (spansS.get(reason) ?? 0) + endS - startS);
  return [...spansS].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

function isAnybodySeen({ landmarks }: PoseTrack): boolean {
  return LANDMARK_NAMES.some((name) => landmarks[name].x.some((x) => !Number.isNaN(x)));
}
