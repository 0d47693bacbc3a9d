import { toDegrees } from '../geometry';
import type { Degrees, Pixels } from '../units';
import type { Kind } from './pelvic-line-cluster';
import { evidenceAt, type FrameEvidence, type PelvicEvidence } from './pelvic-line-evidence';
import { strength } from './pelvic-line-patch';
import type { Sighting } from './pelvic-line-sightings';
import { smoothInTime } from './pelvic-line-smooth';

/** One thing (an edge, two dots) followed through the clip. */
export interface Track {
  kind: 'line' | 'dots';
  likeness: Sighting;
  /** [T] picture angle in degrees, positive = lower towards the picture's right; NaN = not seen or an outlier. */
  angleDeg: Float32Array;
  /** [T] 0–1 how much of it was seen; 0 = not. */
  support: Float32Array;
  /** [T] its middle in the picture; NaN = not seen. */
  x: Float32Array;
  y: Float32Array;
  /** Share of the frames that were looked at in which it was seen. */
  presence: number;
  /** Median colour difference, of 255. */
  contrast: number;
  medianSupport: number;
  /** Noise of one frame's angle, robust standard deviation against its neighbours. */
  jitterDeg: Degrees;
  /** SD of its height against the hip landmarks, over the SD of theirs: a thing of the background does not ride along (→ 1 or more). */
  strayShare: number;
}

/** A frame further from its neighbours than this many jitters, and this much, is an outlier. */
const OUTLIER_JITTERS = 4;
const OUTLIER_DEG: Degrees = 0.5;
/** SD of a normal from its median absolute deviation. */
const SD_PER_MAD = 1.4826;

/** Follows the thing that looks like `likeness`: per frame the nearest of the sightings, if near enough. */
export function follow(
  evidence: PelvicEvidence,
  sightings: (frame: FrameEvidence) => Sighting[],
  kind: Kind<Sighting>,
  likeness: Sighting,
  name: Track['kind'],
): Track {
  const frames = evidence.timeS.length;
  const column = () => new Float32Array(frames).fill(NaN);
  const [angleDeg, x, y, hipY] = [column(), column(), column(), column()];
  const support = new Float32Array(frames);
  const seen: { t: number; sighting: Sighting; torsoPx: Pixels }[] = [];
  let lookedAt = 0;
  for (let t = 0; t < frames; t++) {
    const frame = evidenceAt(evidence, t);
    if (frame === null) continue;
    lookedAt++;
    hipY[t] = frame.hipY;
    const sighting = nearest(sightings(frame), kind, likeness);
    if (sighting === null) continue;
    [angleDeg[t], support[t], x[t], y[t]] = [sighting.angleDeg, sighting.support, sighting.x, sighting.y];
    seen.push({ t, sighting, torsoPx: frame.torsoPx });
  }
  levelAside(angleDeg, seen);
  const jitterDeg = dropOutliers(evidence.timeS, angleDeg, support);
  return {
    kind: name,
    likeness,
    angleDeg,
    support,
    x,
    y,
    presence: seen.filter(({ t }) => support[t]! > 0).length / Math.max(1, lookedAt),
    contrast: median(seen.map(({ sighting }) => strength(sighting.step))),
    medianSupport: median(seen.map(({ sighting }) => sighting.support)),
    jitterDeg,
    strayShare: strayShare(y, hipY),
  };
}

/** A whole line is taken before a stretch of it that looks a little more alike. */
const HALF_SEEN_COST = 2;

function nearest(sightings: Sighting[], kind: Kind<Sighting>, likeness: Sighting): Sighting | null {
  let best: Sighting | null = null;
  let least = Infinity;
  for (const sighting of sightings) {
    const distance = kind.distance(sighting, likeness);
    if (distance > 1) continue;
    const cost = distance + HALF_SEEN_COST * (1 - sighting.support);
    if (cost <= least) [least, best] = [cost, sighting];
  }
  return best;
}

/** A line seen over less than this share of its usual width has an end hidden. */
const WHOLE_SHARE = 0.92;

/**
 * A ring about the body bows in the picture, so the tangent at the middle of what is seen turns when a hand hides one end.
 * The clip's median bow says by how much; the angle is moved to where the middle usually is.
 */
function levelAside(
  angleDeg: Float32Array,
  seen: readonly { t: number; sighting: Sighting; torsoPx: Pixels }[],
): void {
  const bow = median(seen.map(({ sighting }) => sighting.bow));
  const usual = median(seen.map(({ sighting }) => sighting.aside));
  const whole = WHOLE_SHARE * median(seen.map(({ sighting }) => sighting.reach));
  for (const { t, sighting } of seen) {
    // Seen whole, its own middle is the body's, and better known than the landmarks'.
    if (sighting.reach >= whole) continue;
    const slope = sighting.tangent - 2 * bow * (sighting.aside - usual);
    angleDeg[t] = toDegrees(Math.atan(slope));
  }
}

/** Takes out frames that leap from their neighbours; gives the noise of the rest. */
function dropOutliers(timeS: Float64Array, angleDeg: Float32Array, support: Float32Array): Degrees {
  let jitterDeg = NaN;
  for (let round = 0; round < 2; round++) {
    const expected = smoothInTime(timeS, angleDeg, support, { leaveOut: true });
    const leaps = angleDeg.map((angle, t) => (support[t]! > 0 ? Math.abs(angle - expected[t]!) : NaN));
    jitterDeg = SD_PER_MAD * median([...leaps].filter((leap) => !Number.isNaN(leap)));
    const limit = OUTLIER_JITTERS * jitterDeg + OUTLIER_DEG;
    for (let t = 0; t < leaps.length; t++) if (leaps[t]! > limit) [angleDeg[t], support[t]] = [NaN, 0];
  }
  return jitterDeg;
}

function strayShare(y: Float32Array, hipY: Float32Array): number {
  const both = [...y.keys()].filter((t) => !Number.isNaN(y[t]!) && !Number.isNaN(hipY[t]!));
  const spread = (of: (t: number) => number) => {
    const values = both.map(of);
    const middle = median(values);
    return median(values.map((value) => Math.abs(value - middle)));
  };
  return spread((t) => y[t]! - hipY[t]!) / spread((t) => hipY[t]!);
}

/** Middle of some numbers (no NaN); NaN of none. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return NaN;
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
