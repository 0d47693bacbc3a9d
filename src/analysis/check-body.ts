import { isSideView, type View } from '../gait/view';
import { LANDMARK_NAMES } from '../pose/landmarks';
import type { RunnerFound } from '../pose/runner-found';
import type { CheckInput, CheckPoint } from './check-clip';

type Seen = CheckInput['seen'];

const NAMES: Record<View, string> = {
  left: 'left side',
  right: 'right side',
  rear: 'from behind',
  front: 'from the front',
};

/** From where the runner is filmed: it decides which numbers there are at all. */
export function checkView(seen: Seen): CheckPoint {
  if (seen === null) return waiting('view', 'Told from the first frames.');
  const { view, viewFrom, doubts } = seen.analysis;
  if (view === null)
    return {
      id: 'view',
      verdict: 'spoils',
      value: 'not clear',
      sentence: `Trunk extension and pelvic drop are withheld. ${doubts[0] ?? ''} If it is square, say from where.`,
    };
  const which = isSideView(view)
    ? 'Trunk extension is measured from here; pelvic drop needs a clip from behind.'
    : 'Pelvic drop is measured from here; trunk extension needs a clip from the side.';
  const sentence = viewFrom === 'user' ? `As you said. ${which}` : which;
  return { id: 'view', verdict: 'good', value: NAMES[view], sentence };
}

/** Shares of the frames in which the runner is found *(judgement: gaps of a few frames are bridged)*. */
const MOSTLY_FOUND = 0.95;
const OFTEN_FOUND = 0.6;

/** Whether somebody is followed, and how steadily. */
export function checkRunner(seen: Seen): CheckPoint {
  if (seen === null) return waiting('runner', 'Looked for in the first frames.');
  const { landmarks, timeS } = seen.recording.track;
  const found = timeS.filter((_, frame) =>
    LANDMARK_NAMES.some((name) => landmarks[name].confidence[frame]! > 0),
  );
  const share = found.length / Math.max(1, timeS.length);
  if (share === 0)
    return {
      id: 'runner',
      verdict: 'spoils',
      value: 'nobody found',
      sentence: 'No number can be measured: point at the runner, or choose a clip that shows the whole body.',
    };
  const { sure, followed } = chosenWords(seen.recording.pose?.runner ?? null);
  const says = `${followed} Someone else? Point at the right person.`;
  const value = `found in ${Math.round(100 * share)} % of the frames`;
  if (share >= MOSTLY_FOUND)
    return { id: 'runner', verdict: sure ? 'good' : 'limits', value, sentence: says };
  const sentence = `Strides without the runner are left out of every number. ${says}`;
  return { id: 'runner', verdict: share >= OFTEN_FOUND ? 'limits' : 'spoils', value, sentence };
}

/** Who is followed of those in the picture, and why; not sure = it may be someone else. */
export function chosenWords(found: RunnerFound | null): { sure: boolean; followed: string } {
  if (found === null) return { sure: true, followed: 'The largest person is followed.' };
  const { candidates, sure, why } = found;
  const of = candidates.length > 1 ? `Of ${candidates.length} people ` : '';
  const followed = `${of}${why} is followed.`;
  return { sure, followed: `${followed[0]!.toUpperCase()}${followed.slice(1)}` };
}

/** What the pelvic line is read from; null where the view shows none. */
export function checkPelvis(seen: Seen): CheckPoint | null {
  const view = seen?.analysis.view ?? null;
  if (seen === null || view === null || isSideView(view)) return null;
  const method = seen.analysis.pelvicLine?.method ?? 'none';
  if (method === 'none')
    return {
      id: 'pelvis',
      verdict: 'spoils',
      value: 'no line seen',
      sentence:
        'Pelvic drop cannot be measured: nothing is seen to move with the pelvis. Point at the waistband or two dots; else tuck the shirt in, or stick two dots on, and film again.',
    };
  const value = { waistband: 'waistband', hem: 'hem of the shirt', dots: 'two dots', landmarks: 'markers' }[
    method
  ];
  const sentence =
    method === 'hem'
      ? 'Pelvic drop is read from it; a loose hem moves less than the pelvis, a tucked-in shirt is better.'
      : 'Pelvic drop is read from it, frame by frame.';
  return { id: 'pelvis', verdict: method === 'hem' ? 'limits' : 'good', value, sentence };
}

/** Whether the camera's lean is known. */
export function checkRoll(seen: Seen): CheckPoint {
  if (seen === null) return waiting('roll', 'Told from what stands upright in the room.');
  const { cameraRollDeg, cameraRollFrom } = seen.analysis;
  if (cameraRollFrom === 'none')
    return {
      id: 'roll',
      verdict: 'limits',
      value: 'not known',
      sentence:
        'Taken as level: each degree that it leans is a degree of error in trunk extension and pelvic drop. Draw a line along something upright.',
    };
  const value = `${Math.abs(cameraRollDeg).toFixed(1)}° ${cameraRollDeg < 0 ? 'to the left' : 'to the right'}`;
  const sentence =
    cameraRollFrom === 'user'
      ? 'As you drew it; every angle is measured against it.'
      : 'Told from what stands upright in the room, and taken off every angle.';
  return { id: 'roll', verdict: 'good', value: Math.abs(cameraRollDeg) < 0.05 ? 'level' : value, sentence };
}

function waiting(id: CheckPoint['id'], sentence: string): CheckPoint {
  return { id, verdict: null, value: 'looking …', sentence };
}
