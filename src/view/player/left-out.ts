import type { RunAnalysis } from '../../analysis/run-analysis';
import type { LeftOut } from '../../gait/contacts';
import type { Seconds } from '../../units';
import { number } from '../words';

/** Every part of a clip that does not count: no steady running, and strides that were taken out; in order of time. */
export function leftOutOf({ leftOut, strides }: RunAnalysis): LeftOut[] {
  const excluded = strides.flatMap(({ startS, endS, excluded: reason }) =>
    reason === null ? [] : [{ startS, endS, reason }],
  );
  return [...leftOut, ...excluded].sort((a, b) => a.startS - b.startS);
}

/** Why a moment does not count; null where it does. */
export function reasonAt(parts: readonly LeftOut[], t: Seconds): string | null {
  return parts.find(({ startS, endS }) => startS <= t && t <= endS)?.reason ?? null;
}

/** So many parts are read out; more would be a list that nobody listens to. */
const READ_OUT = 12;

/** "Left out: 3.2 to 5.0 s: Walking …" */
export function leftOutText(parts: readonly LeftOut[]): string {
  if (parts.length === 0) return '';
  const told = parts
    .slice(0, READ_OUT)
    .map(({ startS, endS, reason }) => `${number(startS)} to ${number(endS)} seconds: ${reason}`);
  const more = parts.length - told.length;
  return `Left out: ${told.join(' ')}${more > 0 ? ` And ${more} more.` : ''}`;
}
