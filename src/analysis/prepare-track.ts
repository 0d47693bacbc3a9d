import { type LegIdentity, solveLegIdentity } from '../gait/leg-identity';
import type { View } from '../gait/view';
import type { PoseTrack } from '../pose/pose-track';
import { cleanTrack } from '../signal/clean-track';
import { readTimeBase } from '../signal/time-base';
import type { Recording } from './recording';

/** Landmarks that can be measured on. */
interface PreparedTrack {
  track: PoseTrack;
  identity: LegIdentity;
  frameRateHz: number;
  /** Why nothing can be measured; null = it can. */
  problem: string | null;
}

/** Tells the legs apart, then cleans; what an earlier analysis has cleaned is taken as it is, for a filter used twice rounds twice. */
export function prepareTrack({ track: raw, cleaned }: Recording, view: View): PreparedTrack {
  const { frameRateHz, problem } = readTimeBase(raw.timeS);
  if (cleaned && problem === null) return { track: raw, identity: cleaned.identity, frameRateHz, problem };
  // Before any filter: that would smear a swap over its neighbours.
  const { track: told, identity } = solveLegIdentity(raw, view);
  return { track: cleanTrack(told).track, identity, frameRateHz, problem };
}
