import { describe, expect, it } from 'vitest';
import { studentT95 } from '../../../src/metrics/mean-error';
import { METRICS, metricOf } from '../../../src/metrics/registry';
import { isMeasured, isSound, NOTHING_ELSE, soundResult, summarise } from '../../../src/metrics/summary';
import {
  rowsByKey,
  trustworthiness,
  TRUTH_ROWS,
  truthError95,
  type TruthRow,
} from '../../../src/metrics/validation';

const KNEE = metricOf('kneeFlexionAtContactDeg');
const DROP = metricOf('pelvicDropPeakDeg');
const CADENCE = metricOf('cadenceSpm');

/** A line of the table: ten clips of three bodies, unless said otherwise. */
const row = (of: Partial<TruthRow> & Pick<TruthRow, 'id' | 'view' | 'part' | 'rmse'>): TruthRow => ({
  ...{ from: 'full', against: 'runners', n: 10, bodies: 3, withheld: 0 },
  ...{ bias: 0, sd: of.rmse, worst: of.rmse, covered: 10 },
  ...of,
});
const kneeTable = (near: number, far: number, both: number) =>
  rowsByKey([
    row({ id: KNEE.id, view: 'side', part: 'near', rmse: near }),
    row({ id: KNEE.id, view: 'side', part: 'far', rmse: far }),
    row({ id: KNEE.id, view: 'side', part: 'both', rmse: both }),
  ]);

describe('what truth says of a metric', () => {
  it('is a table of metrics that there are', () => {
    const ids = METRICS.map(({ id }) => id);
    expect(TRUTH_ROWS.length).toBeGreaterThan(50);
    expect(TRUTH_ROWS.filter(({ id }) => !ids.includes(id))).toEqual([]);
  });

  it('shows a number whose legs and mean keep the tolerance', () => {
    expect(trustworthiness(KNEE, 'left', 'full', kneeTable(2, 2, 1))).toEqual({
      validated: { against: 'runners', n: 10, rmse: 1 },
      exploratory: false,
      legsFail: false,
    });
  });

  it('tells the mean alone where one leg misses it, and nothing where legs miss it by far: near and far cancel by chance', () => {
    const { tolerance } = KNEE;
    expect(trustworthiness(KNEE, 'left', 'full', kneeTable(1.5 * tolerance, 1, 1))).toMatchObject({
      exploratory: false,
      legsFail: true,
    });
    expect(trustworthiness(KNEE, 'left', 'full', kneeTable(2.5 * tolerance, 1, 1))).toMatchObject({
      exploratory: true,
    });
    expect(trustworthiness(KNEE, 'left', 'full', kneeTable(1, 1, 1.1 * tolerance))).toMatchObject({
      exploratory: true,
    });
  });

  it('is exploratory where another model, or no clip, was held against truth', () => {
    expect(trustworthiness(KNEE, 'left', 'lite', kneeTable(1, 1, 1))).toMatchObject({
      validated: null,
      exploratory: true,
    });
  });

  it('takes the slow network for no better than the worse of the two quicker ones, until it was tested itself', () => {
    const of = (from: TruthRow['from'], rmse: number, n = 10) =>
      (['near', 'far', 'both'] as const).map((part) =>
        row({ id: KNEE.id, view: 'side', part, rmse, from, n }),
      );
    const heavy = (...rows: TruthRow[]) => trustworthiness(KNEE, 'left', 'heavy', rowsByKey(rows));
    const { tolerance } = KNEE;
    expect(heavy(...of('lite', 2), ...of('full', 1))).toMatchObject({
      validated: { against: 'runners, with the lite and full networks', rmse: 2 },
      exploratory: false,
    });
    expect(heavy(...of('lite', 1.1 * tolerance), ...of('full', 1)).exploratory).toBe(true);
    expect(heavy(...of('full', 1))).toMatchObject({ validated: null, exploratory: true });
    expect(heavy(...of('lite', 2), ...of('full', 1), ...of('heavy', 3, 1)).validated?.rmse).toBe(2);
    expect(heavy(...of('lite', 2), ...of('full', 1), ...of('heavy', 3)).validated?.rmse).toBe(3);
  });

  it('judges a view with too few clips together with the one that looks from the other side', () => {
    const drops = (frontRmse: number) =>
      rowsByKey([
        row({ id: DROP.id, view: 'rear', part: 'leg', rmse: 0.4 }),
        row({ id: DROP.id, view: 'rear', part: 'both', rmse: 0.3 }),
        row({ id: DROP.id, view: 'front', part: 'leg', rmse: frontRmse, n: 1, bodies: 1 }),
        row({ id: DROP.id, view: 'front', part: 'both', rmse: frontRmse, n: 1, bodies: 1 }),
      ]);
    expect(trustworthiness(DROP, 'front', 'full', drops(0.2))).toMatchObject({
      validated: { n: 11 },
      exploratory: false,
      legsFail: false,
    });
    expect(trustworthiness(DROP, 'front', 'full', drops(9))).toMatchObject({ exploratory: true });
  });

  it('takes measured markers for what they are, and only their times by our rules', () => {
    expect(trustworthiness(KNEE, 'left', 'markers', rowsByKey([])).exploratory).toBe(false);
    const late = rowsByKey([row({ id: CADENCE.id, view: 'side', part: 'both', rmse: 9, from: 'markers' })]);
    expect(trustworthiness(CADENCE, 'left', 'markers', late).exploratory).toBe(true);
  });

  it('widens the interval of a clip that was not tested by what the tested were off, as sure as bodies were tested', () => {
    const error = truthError95(KNEE.id, 'left', 'full', 'left', kneeTable(2, 3, 1));
    expect(error).toBeCloseTo(2 * studentT95(3), 9);
    expect(truthError95(KNEE.id, 'left', 'full', 'right', kneeTable(2, 3, 1))).toBeCloseTo(
      3 * studentT95(3),
      9,
    );
  });
});

describe('an exploratory number', () => {
  const values = { left: [10, 11, 10, 9, 10], right: [10, 11, 10, 9, 10] };

  it('is measured, but told nowhere by itself', () => {
    const result = summarise(KNEE, values, { ...NOTHING_ELSE, exploratory: true });
    expect([isMeasured(result), isSound(result)]).toEqual([true, false]);
    expect(soundResult(result)).toMatchObject({ name: KNEE.name });
    expect(isMeasured(soundResult(result))).toBe(false);
    expect(soundResult(summarise(KNEE, values))).toMatchObject({ exploratory: false });
  });
});
