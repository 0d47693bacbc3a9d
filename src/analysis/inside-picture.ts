import { LANDMARK_NAMES, type LandmarkName } from '../pose/landmarks';
import { shareOutside, withoutOutside } from '../signal/in-picture';
import type { Recording } from './recording';

/** What a model places beyond the picture’s edge it did not see. Measured landmarks (TRC) know no edge. */
export function insidePicture(recording: Recording): Recording {
  if (!hasEdge(recording)) return recording;
  return { ...recording, track: withoutOutside(recording.track, recording.source) };
}

/** In which part of the frames each landmark lies beyond the edge; those that never do are left out. */
export function outsideOf(recording: Recording): Map<LandmarkName, number> {
  if (!hasEdge(recording)) return new Map();
  const { source, track } = recording;
  const shares = LANDMARK_NAMES.map((name) => [name, shareOutside(track, source, [name])] as const);
  return new Map(shares.filter(([, share]) => share > 0));
}

/** Files of earlier versions do not say how large the picture was. */
function hasEdge({ pose, source }: Recording): boolean {
  return pose !== null && source.width > 0 && source.height > 0;
}
