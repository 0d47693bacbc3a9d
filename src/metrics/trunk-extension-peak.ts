import type { Metric } from './metric';
import { extremesOfStride } from './moments-of-stride';
import { SIDE_VIEWS } from './view-frame';

/**
 * Trunk extension peak: the least trunk lean within each stride, in degrees. Positive = still forward of the vertical,
 * negative = behind it. Noise pulls a minimum down.
 * Source: Teng & Powers 2014: self-selected 7.3 ± 3.6°; extended = near or behind the vertical (SCIENCE.md §1.2).
 */
export const trunkExtensionPeakDeg: Metric = {
  id: 'trunkExtensionPeakDeg',
  name: 'Most upright moment',
  term: 'peak trunk extension',
  unit: '°',
  definition: 'The least trunk lean of each stride: its most extended moment.',
  sign: 'positive = leaning forward, negative = extended (behind the vertical)',
  source:
    'Teng & Powers 2014: self-selected 7.3 ± 3.6°; extended = near or behind the vertical (SCIENCE.md §1.2)',
  band: null,
  views: SIDE_VIEWS,
  minFps: 0,
  tolerance: 2.3,
  joints: 'shoulders and hips',
  limbs: [],
  needsPelvicLine: false,
  sided: false,
  curve: 'trunkLeanDeg',
  ofStride: (stride, motion) => extremesOfStride('trunkLeanDeg', stride, motion).min,
};
