import type { Metric } from './metric';
import { overStride } from './moments-of-stride';
import { SIDE_VIEWS } from './view-frame';

/**
 * Trunk lean, mean over the stride, in degrees, positive = forward. It is no measure of lumbar lordosis (SCIENCE.md §1.2).
 * Error from BlazePose: −1.3 to −1.6° bias, 1.2–1.4° per frame; 1° of camera roll is 1°.
 * Source: Teng & Powers 2014: self-selected 7.3 ± 3.6°, extended 4.0 ± 3.9° (n = 24, 3.4 m/s).
 */
export const trunkLeanMeanDeg: Metric = {
  id: 'trunkLeanMeanDeg',
  name: 'Trunk lean',
  term: 'trunk flexion against vertical',
  unit: '°',
  definition: 'Angle of the line from mid-hip to mid-shoulder against true vertical, mean over the stride.',
  sign: 'positive = leaning forward, negative = extended (behind the vertical)',
  source: 'Teng & Powers 2014: self-selected 7.3 ± 3.6°, extended 4.0 ± 3.9° (n = 24, 3.4 m/s)',
  band: {
    low: 3.7,
    high: 10.9,
    who: '7.3 ± 3.6°, 24 runners at 3.4 m/s, posture their own (Teng & Powers 2014)',
  },
  views: SIDE_VIEWS,
  minFps: 0,
  tolerance: 2.3,
  joints: 'shoulders and hips',
  limbs: [],
  needsPelvicLine: false,
  sided: false,
  curve: 'trunkLeanDeg',
  ofStride: (stride, motion) => overStride('trunkLeanDeg', stride, motion).mean,
};
