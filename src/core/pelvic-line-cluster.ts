import { type Colour, strength } from './pelvic-line-patch';

/** Differences of colour that still are the same change seen in other light: this share of it, and this much noise (of 255). */
const LIGHT_SHARE = 0.3;
const LIGHT_NOISE = 10;
/** A blurred or shaded edge keeps at least this share of its change of colour (blur over 17 ms at 60 fps: 0.5). */
const FADED_SHARE = 0.4;

/** How far apart two changes of colour are: 1 = as far as other light explains. Fading alone is no distance. */
export function colourDistance(a: Colour, b: Colour): number {
  const [strong, weak] = strength(a) >= strength(b) ? [a, b] : [b, a];
  const along = (strong[0] * weak[0] + strong[1] * weak[1] + strong[2] * weak[2]) / strength(strong) ** 2;
  const share = Math.min(1, Math.max(FADED_SHARE, along));
  const apart = Math.hypot(...strong.map((channel, c) => share * channel - weak[c]!));
  return apart / (LIGHT_SHARE * share * strength(strong) + LIGHT_NOISE);
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
