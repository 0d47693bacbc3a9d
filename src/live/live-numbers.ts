import { SIDES, type Seconds, type Side } from '../units';
import type { LiveReading, LiveStride } from './live-reading';

/** Strides per leg that the large figures are the mean of: four seconds, so that a change shows soon and one stride moves little. *(judgement)* */
const STRIDES_SHOWN = 6;
/** From so many on a figure is shown at all. *(judgement: the offline numbers wait for five, but are kept)* */
const LEAST_STRIDES = 3;
/** A figure without a new stride for so long is of the past (issue 7). */
const STALE_AFTER_S: Seconds = 3;

/** One large figure. */
export interface LiveFigure {
  /** Mean of the last strides; NaN = not measured. */
  value: number;
  /** Strides in it. */
  n: number;
  /** 'firm' = all the strides that are shown at most, and nothing limits them; null = no figure, or of the past. */
  confidence: 'firm' | 'provisional' | null;
  /** Why it is not firm, as a short sentence; null = it is. */
  reason: string | null;
}

/** A drop, and whose it is. */
interface DropFigure {
  whose: Side | 'both';
  figure: LiveFigure;
}

/** What is shown in large figures; degrees and steps per minute. */
export interface LiveNumbers {
  /** Of both legs' strides, + = forward. */
  trunkLeanDeg: LiveFigure;
  /** Of each stance leg, + = swing side lower; of both together where the camera's lean is not known. */
  pelvicDropDeg: readonly DropFigure[];
  cadenceSpm: LiveFigure;
  /** No stride for three seconds: the figures are of the past. */
  stale: boolean;
}

/** The last strides of each leg, in order of their ends, after `news` came; what older ones there were are forgotten. */
export function lastStrides(kept: readonly LiveStride[], news: readonly LiveStride[]): LiveStride[] {
  const all = [...kept, ...news].sort((a, b) => a.endS - b.endS);
  const last = SIDES.flatMap((side) => all.filter((one) => one.side === side).slice(-STRIDES_SHOWN));
  return last.sort((a, b) => a.endS - b.endS);
}

/** The figures of `strides` (see `lastStrides`) as they stand at the latest reading. Pure. */
export function liveNumbers(strides: readonly LiveStride[], reading: LiveReading): LiveNumbers {
  const stale = !(reading.atS - (strides.at(-1)?.endS ?? -Infinity) < STALE_AFTER_S);
  const doubt = reading.limits ?? (reading.rollKnown ? null : 'The camera is taken as level.');
  const dropDoubt = doubt ?? (reading.pelvicMethod === 'hem' ? 'A hem moves less than the pelvis.' : null);
  const figure = (of: (stride: LiveStride) => number, full: number, own: string | null, side?: Side) => {
    const values = strides
      .filter((stride) => side === undefined || stride.side === side)
      .map(of)
      .filter((value) => !Number.isNaN(value));
    return figureOf(values, { full, stale, doubt: own });
  };
  const dropOf = ({ pelvicDropPeakDeg }: LiveStride) => pelvicDropPeakDeg;
  const isEvened = strides.some(({ evened }) => evened);
  return {
    trunkLeanDeg: figure(({ trunkLeanMeanDeg }) => trunkLeanMeanDeg, 2 * STRIDES_SHOWN, doubt),
    pelvicDropDeg: isEvened
      ? [{ whose: 'both', figure: figure(dropOf, 2 * STRIDES_SHOWN, dropDoubt) }]
      : SIDES.map((side) => ({ whose: side, figure: figure(dropOf, STRIDES_SHOWN, dropDoubt, side) })),
    cadenceSpm: figure(({ cadenceSpm }) => cadenceSpm, 2 * STRIDES_SHOWN, reading.limits),
    stale,
  };
}

function figureOf(
  values: readonly number[],
  { full, stale, doubt }: { full: number; stale: boolean; doubt: string | null },
): LiveFigure {
  const n = values.length;
  if (n < LEAST_STRIDES)
    return { value: NaN, n, confidence: null, reason: n === 0 ? 'Not measured.' : 'Counting strides.' };
  const value = values.reduce((sum, one) => sum + one, 0) / n;
  if (stale) return { value, n, confidence: null, reason: 'No stride for three seconds.' };
  if (n < full) return { value, n, confidence: 'provisional', reason: 'Still few strides.' };
  return { value, n, confidence: doubt === null ? 'firm' : 'provisional', reason: doubt };
}
