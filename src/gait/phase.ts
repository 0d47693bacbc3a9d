import type { Seconds, Side } from '../units';
import type { Contact } from './contacts';

/** The parts of a running stride, in order; `swing` is told only where the other foot's contact was not found. */
export type StridePhase =
  'initialContact' | 'loading' | 'midstance' | 'pushOff' | 'toeOff' | 'flight' | 'swing';

/** What a moment of running shows: the foot that is on the belt; in flight the foot that has left it; in swing the one that swings. */
export interface FootPhase {
  phase: StridePhase;
  side: Side;
}

/**
 * Where each part of the stance ends, as a share of it. Running's stance is braking up to its middle and pushing after it
 * (Novacheck 1998); how wide its moments are is *(judgement)*: a seventh of a 0.25 s stance is one frame at 30 per second,
 * so that stepping through a clip meets both contact and toe-off.
 */
const STANCE_PARTS: readonly (readonly [StridePhase, number])[] = [
  ['initialContact', 0.14],
  ['loading', 0.38],
  ['midstance', 0.62],
  ['pushOff', 0.86],
  ['toeOff', 1],
];
/** Longest flight and longest stride of running (SCIENCE.md §4.3); in longer gaps a contact was not found. */
const MAX_FLIGHT_S: Seconds = 0.2;
const MAX_STRIDE_S: Seconds = 0.9;

/**
 * Names the phase of the stride at a time, from contacts in order of initial contact. null where no running is seen: before
 * the first contact, after the last, in gaps. Logarithmic time.
 */
export function phaseAt(contacts: readonly Contact[], timeS: Seconds): FootPhase | null {
  const index = lastBegun(contacts, timeS);
  const contact = contacts[index];
  if (contact === undefined) return null;
  const { side, initialContactS, toeOffS } = contact;
  if (timeS <= toeOffS) {
    const share = (timeS - initialContactS) / (toeOffS - initialContactS);
    const phase = STANCE_PARTS.find(([, end]) => share <= end)?.[0] ?? 'toeOff';
    return { phase, side };
  }
  const next = contacts[index + 1];
  if (next === undefined) return null;
  if (next.side !== side)
    return next.initialContactS - toeOffS <= MAX_FLIGHT_S ? { phase: 'flight', side } : null;
  return next.initialContactS - initialContactS <= MAX_STRIDE_S ? { phase: 'swing', side } : null;
}

/** Index of the last contact that has begun; -1 before the first. */
function lastBegun(contacts: readonly Contact[], timeS: Seconds): number {
  let [low, high] = [0, contacts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (contacts[middle]!.initialContactS <= timeS) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
