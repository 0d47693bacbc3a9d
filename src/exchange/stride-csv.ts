import type { Recording } from '../analysis/recording';
import type { RunAnalysis } from '../analysis/run-analysis';
import { isMeasured, isSound, sidesLost } from '../metrics/summary';
import { METRICS } from '../metrics/registry';
import { csvText } from './csv';

/**
 * One row per stride, for a spreadsheet or R: clip and view (so that files can be stacked), which foot, times in seconds of the
 * clip, why a stride does not count (empty = it counts), then every metric under its id, whose ending is its unit. Strides are
 * numbered from 1; a metric that was not measured in a stride is an empty cell. `evenedLegs` names the metrics whose two legs
 * say nothing against each other: told about their common mean where the camera's lean is not known, or seen from askew. `exploratory` names
 * those that nothing should be concluded from.
 */
export function strideCsv({ source }: Recording, { view, strides, metrics }: RunAnalysis): string {
  const evened = METRICS.filter(({ id }) => sidesLost(metrics[id]) !== null).map(({ id }) => id);
  const exploratory = METRICS.filter(({ id }) => isMeasured(metrics[id]) && !isSound(metrics[id])).map(
    ({ id }) => id,
  );
  const header = [
    'clip',
    'view',
    'stride',
    'side',
    'startS',
    'endS',
    'initialContactS',
    'toeOffS',
    'oppositeContactS',
    'contactConfidence',
    'excluded',
    ...METRICS.map(({ id }) => id),
    'evenedLegs',
    'exploratory',
  ];
  const rows = strides.map(({ side, startS, endS, stance, oppositeContactS, excluded, values }, i) => [
    source.name,
    view,
    i + 1,
    side,
    startS,
    endS,
    stance.initialContactS,
    stance.toeOffS,
    oppositeContactS,
    stance.confidence,
    excluded,
    ...METRICS.map(({ id }) => values[id]),
    evened.join(' '),
    exploratory.join(' '),
  ]);
  return csvText(header, rows);
}
