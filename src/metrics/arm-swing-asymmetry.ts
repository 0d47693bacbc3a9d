import type { Stride } from '../gait/strides';
import type { Side } from '../units';
import type { Metric } from './metric';
import type { Motion } from './motion';
import { spanOf } from './sampling';
import { FRONTAL_VIEWS } from './view-frame';

/**
 * How much further the left wrist travels about its shoulder than the right within one stride, in percent of their mean.
 * In the picture’s plane of a rear or front view, which shows both arms alike; fore–aft swing is not seen.
 * Source: symmetry index, Robinson 1987.
 */
export const armSwingAsymmetryPct: Metric = {
  id: 'armSwingAsymmetryPct',
  name: 'Arm swing, left against right',
  term: 'arm swing asymmetry',
  unit: '%',
  definition:
    'Difference of the two wrists’ excursions about their shoulders within the stride, in percent of their mean.',
  sign: 'positive = the left arm swings more',
  source: 'symmetry index, Robinson 1987',
  band: null,
  views: FRONTAL_VIEWS,
  minFps: 0,
  tolerance: 10,
  joints: 'shoulders and wrists',
  limbs: [],
  needsPelvicLine: false,
  sided: false,
  curve: null,
  ofStride: (stride, motion) => {
    const left = excursionPx('left', stride, motion);
    const right = excursionPx('right', stride, motion);
    return (100 * (left - right)) / ((left + right) / 2);
  },
};

/** Diagonal of the box that the wrist stays in about its shoulder during the stride. */
function excursionPx(side: Side, { startS, endS }: Stride, { series, timeS }: Motion): number {
  const across = spanOf(series.wristAcrossPx[side], timeS, startS, endS);
  const up = spanOf(series.wristUpPx[side], timeS, startS, endS);
  return Math.hypot(across.max - across.min, up.max - up.min);
}
