import { LANDMARK_NAMES, type LandmarkName } from '../pose/landmarks';
import { shareOutside, withoutOutside } from '../signal/in-picture';
import type { Recording } from './recording';

/** What a step is told by. */
export const FEET: readonly LandmarkName[] = [
  'left_heel',
  'left_foot_index',
  'right_heel',
  'right_foot_index',
];

/** A recording without what lies beyond the picture’s edge, and how much of it does. */
interface InsidePicture {
  recording: Recording;
  /** In which part of the frames each landmark lies beyond the edge, 0–1; absent = never. */
  outside: ReadonlyMap<LandmarkName, number>;
  /** In which part of the frames a foot does. */
  feetOutside: number;
}

/** What a model places beyond the picture’s edge it did not see: that is missing. Measured landmarks (TRC) know no edge. */
export function insidePicture(given: Recording): InsidePicture {
  const { pose, source, track } = given;
  // Files of earlier versions do not say how large the picture was.
  const hasEdge = pose !== null && source.width > 0 && source.height > 0;
  if (!hasEdge) return { recording: given, outside: new Map(), feetOutside: 0 };
  const inside = withoutOutside(track, source);
  const cut = LANDMARK_NAMES.filter((name) => inside.landmarks[name] !== track.landmarks[name]);
  return {
    recording: { ...given, track: inside },
    outside: new Map(cut.map((name) => [name, shareOutside(track, source, [name])])),
    feetOutside: cut.some((name) => FEET.includes(name)) ? shareOutside(track, source, FEET) : 0,
  };
}
