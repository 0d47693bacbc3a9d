import { type Colour, strength } from './pelvic-line-patch';

/** Differences of colour that still are the same change seen in other light: this share of it, and this much noise (of 255). */
const LIGHT_SHARE = 0.3;
const LIGHT_NOISE = 10;
/** A blurred or shaded edge keeps at least this share of its change of colour (blur over 17 ms at 60 fps: 0.5). */
const FADED_SHARE = 0.4;

/** How far apart two changes of colour are: 1 = as far as other light explains. Fading alone is no distance. */
export function colourDistance(a: Colour, b: Colour): number {
  const [strengthA, strengthB] = [strength(a), strength(b)];
  const [strong, weak] = strengthA >= strengthB ? [a, b] : [b, a];
  const most = Math.max(strengthA, strengthB);
  const along = (strong[0] * weak[0] + strong[1] * weak[1] + strong[2] * weak[2]) / most ** 2;
  const share = Math.min(1, Math.max(FADED_SHARE, along));
  const apart = Math.hypot(
    share * strong[0] - weak[0],
    share * strong[1] - weak[1],
    share * strong[2] - weak[2],
  );
  return apart / (LIGHT_SHARE * share * most + LIGHT_NOISE);
}

/** What is looked for again and again, and the mean of several. */
export interface Kind<T extends object> {
  /** How unlike two sightings are: ≤ 1 = the same thing; beyond that any larger number will do. The same both ways round. */
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
    const around = weightAround(left, kind);
    const best = around.indexOf(Math.max(...around));
    const core = settled(left[best]!, left, kind);
    found.push(core);
    const others = left.filter((other) => kind.distance(core, other) > 1);
    if (others.length === left.length) break;
    left = others;
  }
  return found;
}

/** For every sighting, how much those count that are the same thing, itself among them. */
function weightAround<T extends object>(sightings: readonly T[], kind: Kind<T>): Float64Array {
  const weights = Float64Array.from(sightings, (sighting) => kind.weight(sighting));
  const around = weights.slice();
  for (let a = 0; a < sightings.length; a++)
    for (let b = a + 1; b < sightings.length; b++)
      if (kind.distance(sightings[a]!, sightings[b]!) <= 1) {
        around[a]! += weights[b]!;
        around[b]! += weights[a]!;
      }
  return around;
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
