import { type Colour, strength } from './pelvic-line-patch';

/** Differences of colour that still are the same change seen in other light: this share of the larger, and this much noise (of 255). */
const LIGHT_SHARE = 0.3;
const LIGHT_NOISE = 10;

/** How far apart two changes of colour are: 1 = as far as other light explains. */
export function colourDistance(a: Colour, b: Colour): number {
  const apart = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
  return apart / (LIGHT_SHARE * Math.max(strength(a), strength(b)) + LIGHT_NOISE);
}

/** What is looked for again and again: how unlike two sightings are (≤ 1 = the same thing), and the mean of several. */
export interface Kind<T extends object> {
  distance(a: T, b: T): number;
  mean(of: readonly T[]): T;
  /** How much a sighting counts. */
  weight(of: T): number;
}

/** Mean-shift rounds: the mean of a tight cluster no longer moves after two. */
const ROUNDS = 3;

/**
 * Groups sightings of many frames into at most `count` things, the most often seen first: repeatedly the sighting with the
 * most weight around it, moved to the mean of its neighbours. Quadratic in the number of sightings: give it a sample.
 */
export function cluster<T extends object>(sightings: readonly T[], kind: Kind<T>, count: number): T[] {
  let left = [...sightings];
  const found: T[] = [];
  while (found.length < count && left.length > 0) {
    let best = -1;
    let most = -1;
    for (const [k, centre] of left.entries()) {
      let weight = 0;
      for (const other of left) if (kind.distance(centre, other) <= 1) weight += kind.weight(other);
      if (weight > most) [most, best] = [weight, k];
    }
    const core = settled(left[best]!, left, kind);
    found.push(core);
    const others = left.filter((other) => kind.distance(core, other) > 1);
    if (others.length === left.length) break;
    left = others;
  }
  return found;
}

/** The mean of what is near, again and again. */
function settled<T extends object>(start: T, among: readonly T[], kind: Kind<T>): T {
  let core = start;
  for (let round = 0; round < ROUNDS; round++) {
    const near = among.filter((other) => kind.distance(core, other) <= 1);
    if (near.length > 0) core = kind.mean(near);
  }
  return core;
}
