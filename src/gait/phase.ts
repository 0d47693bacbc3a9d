import type { Seconds, Side } from '../units';
import type { Contact } from './contacts';

/** Which foot carries the runner; `flight` = none. */
export type Phase = Side | 'both' | 'flight';

/** A flight phase lasts a seventh of a second; a longer time without contact holds one that was not found. *(judgement)* */
const LONGEST_FLIGHT_S: Seconds = 0.3;

/** The phase of the stride at a time; null where the contacts (in order of time) do not tell. */
export function phaseAt(contacts: readonly Contact[], timeS: Seconds): Phase | null {
  const next = firstAfter(contacts, timeS);
  // Three, since stances of the two feet may overlap.
  const standing = contacts.slice(Math.max(0, next - 3), next).filter(({ toeOffS }) => toeOffS > timeS);
  const sides = new Set(standing.map(({ side }) => side));
  if (sides.size === 2) return 'both';
  if (standing[0]) return standing[0].side;
  const [before, after] = [contacts[next - 1], contacts[next]];
  const isFlight = before && after && after.initialContactS - before.toeOffS <= LONGEST_FLIGHT_S;
  return isFlight ? 'flight' : null;
}

/** Index of the first contact that begins after a time. */
function firstAfter(contacts: readonly Contact[], timeS: Seconds): number {
  let [low, high] = [0, contacts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (contacts[middle]!.initialContactS <= timeS) low = middle + 1;
    else high = middle;
  }
  return low;
}
