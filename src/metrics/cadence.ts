import type { Metric } from './metric';
import { VIEWS } from '../gait/view';

/**
 * Steps per minute, one value per stride: 120 / stride time. Error: a contact 5 ms off is 0.7 % of one stride; it averages out.
 * Source: definition; treadmill runners 171 ± 9, with low-back pain 166 ± 10 (Drozda 2024).
 */
export const cadenceSpm: Metric = {
  id: 'cadenceSpm',
  name: 'Cadence',
  term: 'step rate',
  unit: 'steps/min',
  definition: 'Steps per minute: two steps a stride, 120 / stride time.',
  sign: 'always positive',
  source: 'definition; treadmill runners 171 ± 9, with low-back pain 166 ± 10 (Drozda 2024)',
  band: { low: 162, high: 180, who: '171 ± 9, 52 treadmill runners without back pain (Drozda 2024)' },
  views: VIEWS,
  minFps: 0,
  tolerance: 1,
  joints: null,
  limbs: [],
  needsPelvicLine: false,
  sided: false,
  curve: null,
  ofStride: (stride) => 120 / (stride.endS - stride.startS),
};
