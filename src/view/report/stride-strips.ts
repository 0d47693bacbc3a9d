import type { MeasuredStride } from '../../analysis/run-analysis';
import { isSound } from '../../metrics/summary';
import { shownAtS } from '../../metrics/shown-at';
import type { Headline } from '../../state/headline';
import { nearestFrame } from '../../state/frame-times';
import type { OpenTake } from '../../state/open-take.svelte';
import type { Seconds } from '../../units';
import { leanText, number } from '../words';

/** One picture of a strip. */
interface Shot {
  frame: number;
  /** "landing" */
  moment: string;
  /** "1.8° forward" */
  reading: string;
}

/** A stride in three pictures. */
export interface StrideStrip {
  /** "Typical stride" */
  title: string;
  stride: MeasuredStride;
  shots: Shot[];
}

const MIDDLES: Record<Headline, string> = {
  trunkLeanMeanDeg: 'mid-stance',
  pelvicDropPeakDeg: 'deepest',
};

/** The typical stride of a headline and the worst; of one leg where legs matter. Empty where nothing was measured. */
export function stridesToShow(take: OpenTake, id: Headline): StrideStrip[] {
  const worst = take.worstStride(id);
  if (worst === null || !isSound(take.metric(id))) return [];
  const typical = take.typicalStride(id, id === 'pelvicDropPeakDeg' ? worst.side : 'both');
  const strips = [
    ...(typical === null ? [] : [{ name: 'Typical stride', stride: typical }]),
    ...(worst === typical
      ? []
      : [{ name: id === 'pelvicDropPeakDeg' ? 'Deepest drop' : 'Most upright', stride: worst }]),
  ];
  return strips.map(({ name, stride }) => ({
    title: `${name}, ${stride.side} foot at ${number(stride.startS, 2)} s`,
    stride,
    shots: shotsOf(take, id, stride),
  }));
}

function shotsOf(take: OpenTake, id: Headline, stride: MeasuredStride): Shot[] {
  const { timeS } = take.analysis.track;
  const series = take.seriesOf(id, stride.side);
  const moments: [string, Seconds][] = [
    ['landing', stride.stance.initialContactS],
    [MIDDLES[id], shownAtS(id, stride, series, timeS)],
    ['toe-off', stride.stance.toeOffS],
  ];
  return moments.map(([moment, atS]) => {
    const frame = nearestFrame(timeS, atS);
    // At its deepest a stride reads what every table has of it; the frame alone would read its noise too.
    const valueDeg = moment === 'deepest' ? stride.values[id] : (series?.[frame] ?? NaN);
    return { frame, moment, reading: readingOf(id, valueDeg) };
  });
}

/** A drop below 0 is a swing side that stands higher. */
function readingOf(id: Headline, valueDeg: number): string {
  if (id === 'trunkLeanMeanDeg') return leanText(valueDeg);
  if (!Number.isFinite(valueDeg)) return 'not measured';
  return valueDeg < 0 ? `${number(-valueDeg)}° hike` : `${number(valueDeg)}° drop`;
}
