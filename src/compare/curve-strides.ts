import type { Stride } from '../gait/strides';
import { type Leg, LEGS } from '../metrics/summary';
import type { Part } from './change';

/** Strides of one leg, in order of time. */
interface LegStrides {
  leg: Leg;
  strides: Stride[];
}

/**
 * The counted strides that a curve is the mean over: of one leg, or for `both` of either, as many, each left one beside the right
 * one that begins in it. Their mean is free of what a leaning camera or a slanting waistband adds to one leg and takes off the other.
 */
export function curveStrides(strides: readonly Stride[], side: Part): LegStrides[] {
  const of = (leg: Leg) => strides.filter((stride) => stride.side === leg && stride.excluded === null);
  if (side !== 'both') return [{ leg: side, strides: of(side) }];
  const rights = of('right');
  const pairs = of('left').flatMap((left) => {
    const right = rights.find(({ startS }) => startS > left.startS && startS < left.endS);
    return right ? [{ left, right }] : [];
  });
  return LEGS.map((leg) => ({ leg, strides: pairs.map((pair) => pair[leg]) }));
}
