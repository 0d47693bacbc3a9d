import type { Recording } from '../analysis/recording';
import type { RunAnalysis } from '../analysis/run-analysis';
import { phaseAt } from '../gait/phase';
import { LANDMARK_NAMES } from '../pose/landmarks';
import { type CsvCell, csvText } from './csv';

/**
 * One row per frame: its number (from 0, as in ANALYSIS.json) and true time, the phase of the stride and whose foot it tells
 * of (see `phaseAt`; empty = no stride there), the angles, then the cleaned landmarks in pixels of the upright picture, y down.
 * Missing = empty. An hour at 60 fps is about 150 MB.
 */
export function frameCsv({ source }: Recording, analysis: RunAnalysis): string {
  const { landmarks, timeS } = analysis.track;
  const columns = LANDMARK_NAMES.map((name) => landmarks[name]);
  const header = [
    'clip',
    'frame',
    'timeS',
    'phase',
    'phaseSide',
    'trunkLeanDeg',
    'pelvicTiltDeg',
    'pelvicTiltConfidence',
    'hipLineDeg',
    ...LANDMARK_NAMES.flatMap((name) => [`${name}_xPx`, `${name}_yPx`, `${name}_confidence`]),
  ];
  const at = (values: Float32Array | undefined, frame: number) => fourDecimals(values?.[frame] ?? NaN);
  function* rows(): Generator<CsvCell[]> {
    for (let frame = 0; frame < timeS.length; frame++) {
      const time = timeS[frame] ?? NaN;
      const stride = phaseAt(analysis.contacts, time);
      const places = columns.flatMap(({ x, y, confidence }) => [
        at(x, frame),
        at(y, frame),
        at(confidence, frame),
      ]);
      yield [
        source.name,
        frame,
        time,
        stride?.phase ?? null,
        stride?.side ?? null,
        at(analysis.trunkLeanDeg, frame),
        at(analysis.pelvicLine?.tiltDeg, frame),
        at(analysis.pelvicLine?.confidence, frame),
        at(analysis.hipLineDeg, frame),
        ...places,
      ];
    }
  }
  return csvText(header, rows());
}

/** Single precision holds no more of a pixel in a picture of 4,000. */
function fourDecimals(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
