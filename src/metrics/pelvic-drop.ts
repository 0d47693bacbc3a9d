import { lockedStances, NODES } from '../core/pelvic-line-stances';
import { frameAtOrBefore } from '../core/stride-nodes';
import type { Stride } from '../gait/strides';
import type { Degrees, Side } from '../units';
import type { SidedSeries } from './motion';

/** One stride's pelvic drop. */
interface StrideDrop {
  /** Greatest of its stance, positive = swing side lower. */
  peakDeg: Degrees;
  midstanceDeg: Degrees;
}

/**
 * How the pelvis drops, worked out once: every number, interval, finding, verdict and curve of it follows from this. A stride's drop
 * is read from the curve of its stance, freed of frame noise; stances that were not seen, or are unlike all others, are left
 * out (core/pelvic-line-stances). The mean of a leg is the plain mean of its strides'.
 */
export interface PelvicDrop {
  /** Strides that are not in it were left out: they are in no number and no curve. */
  ofStride: ReadonlyMap<Stride, StrideDrop>;
  /** Standard deviation of one frame about its stance's curve, see [Note: Noise that is shared out]. */
  noise: Record<Side, DropNoise>;
}

interface DropNoise {
  atPeakDeg: Degrees;
  atMidstanceDeg: Degrees;
}

const MIDDLE = (NODES - 1) / 2;

/** `drop` [T] degrees: tilt towards the swing leg of left and of right stances. Strides that do not count are read by those that do. */
export function pelvicDropOf(timeS: Float64Array, drop: SidedSeries, strides: readonly Stride[]): PelvicDrop {
  const [left, right] = (['left', 'right'] as const).map((side) => legOf(timeS, drop[side], strides, side));
  return {
    ofStride: new Map([...left!.drops, ...right!.drops]),
    noise: { left: left!.noise, right: right!.noise },
  };
}

function legOf(timeS: Float64Array, drop: Float32Array, strides: readonly Stride[], side: Side) {
  const own = strides.filter((stride) => stride.side === side);
  const stances = own.map(({ stance, excluded }) => ({ ...stance, counts: excluded === null }));
  const { curves, mean, noiseSd } = lockedStances(timeS, drop, stances);
  const noise: DropNoise = {
    atPeakDeg: noiseSd(mean.indexOf(greatest(mean))),
    atMidstanceDeg: noiseSd(MIDDLE),
  };
  return {
    drops: own.flatMap((stride, i) => {
      const curve = curves[i];
      if (!curve) return [];
      return [[stride, { peakDeg: greatest(curve), midstanceDeg: curve[MIDDLE]! }] as const];
    }),
    noise,
  };
}

function greatest(curve: Float64Array): Degrees {
  return Math.max(...curve.filter(Number.isFinite));
}

/** The drop as one series without the strides that were left out of it, so that curves are means of the strides that numbers are means of. */
export function withoutLeftOut(
  timeS: Float64Array,
  drop: SidedSeries,
  strides: readonly Stride[],
  { ofStride }: PelvicDrop,
): SidedSeries {
  const known = { left: drop.left.slice(), right: drop.right.slice() };
  for (const stride of strides) {
    if (ofStride.has(stride)) continue;
    const { side, startS, endS } = stride;
    const before = frameAtOrBefore(timeS, startS);
    known[side].fill(NaN, timeS[before] === startS ? before : before + 1, frameAtOrBefore(timeS, endS) + 1);
  }
  return known;
}

/** The same with `byDeg` taken off the left leg and given to the right one. */
export function dropMoved({ ofStride, noise }: PelvicDrop, byDeg: Degrees): PelvicDrop {
  const moved = [...ofStride].map(([stride, { peakDeg, midstanceDeg }]) => {
    const by = stride.side === 'left' ? -byDeg : byDeg;
    return [stride, { peakDeg: peakDeg + by, midstanceDeg: midstanceDeg + by }] as const;
  });
  return { ofStride: new Map(moved), noise };
}
