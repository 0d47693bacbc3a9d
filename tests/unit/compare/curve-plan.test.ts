import { describe, expect, it } from 'vitest';
import { compareSessions } from '../../../src/compare/compare-sessions';
import type { ComparedSession } from '../../../src/compare/compared-session';
import { type CurvePlan, planCurves } from '../../../src/compare/curve-plan';
import type { SeriesId } from '../../../src/metrics/motion';
import { isMeasured } from '../../../src/metrics/summary';
import { seededRandom } from '../../truth/random';
import { type SummarySession, summarySession } from '../../truth/repeat-takes';

const session = (of: SummarySession, seed: number) => summarySession(of, seededRandom(seed));
const only = (of: ComparedSession, take: number): ComparedSession => ({ ...of, takes: [of.takes[take]!] });

function planOf(before: ComparedSession, after: ComparedSession): CurvePlan {
  const { rows } = compareSessions(before, after, null);
  return planCurves(rows, { before: before.takes, after: after.takes });
}

/** `left 0/0` = the left leg, from the first takes; `left: why` = withheld. */
const told = ({ asked, withheld }: CurvePlan, series: SeriesId) => [
  ...asked.flatMap(({ takes, curves }) =>
    curves
      .filter((curve) => curve.series === series)
      .map(({ side }) => `${side} ${takes.before}/${takes.after}`),
  ),
  ...withheld.filter((curve) => curve.series === series).map(({ side, why }) => `${side}: ${why}`),
];

const LOST = 'the camera’s lean is not known: only the mean of both legs is sure';

describe('which curves are laid over each other', () => {
  it('one of the whole body, one for each leg else, from the takes that serve the table', () => {
    const plan = planOf(session({}, 1), session({}, 2));
    expect(plan.withheld).toEqual([]);
    expect(told(plan, 'trunkLeanDeg')).toEqual(['left 0/0']);
    expect(told(plan, 'kneeFlexionDeg')).toEqual(['left 0/0', 'right 0/0']);
    expect(told(plan, 'pelvicDropDeg')).toEqual(['left 1/1', 'right 1/1']);
  });

  it.each([
    ['before', true],
    ['after', false],
  ])('the mean of both legs alone where the camera’s lean is not known %s', (_, first) => {
    const [known, unknown] = [session({}, 1), session({ rollKnown: false }, 2)];
    const plan = first ? planOf(unknown, known) : planOf(known, unknown);
    for (const series of ['pelvicDropDeg', 'lateralTrunkLeanDeg'] as const)
      expect(told(plan, series)).toEqual(['both 1/1', `left: ${LOST}`, `right: ${LOST}`]);
    expect(told(plan, 'hipAdductionDeg')).toEqual(['left 1/1', 'right 1/1']);
  });

  it('not the leg whose number one session withholds', () => {
    const few = session({}, 2);
    for (const id of ['pelvicDropPeakDeg', 'pelvicDropMidstanceDeg'] as const) {
      const drop = few.takes[1]!.analysis.metrics[id];
      if (isMeasured(drop)) drop.left.withheld = 'only 3 strides counted; 5 are needed';
    }
    expect(told(planOf(session({}, 1), few), 'pelvicDropDeg')).toEqual([
      'right 1/1',
      'left: after: only 3 strides counted; 5 are needed',
    ]);
  });

  it('none of another view, another way to see the pelvis or another speed, with the table’s reason', () => {
    const [side, rear] = [only(session({}, 1), 0), only(session({}, 2), 1)];
    const across = planOf(side, rear);
    expect(across.asked).toEqual([]);
    expect(told(across, 'hipHeightPctHeight')).toEqual(['both: filmed from the side and from behind']);
    expect(told(across, 'trunkLeanDeg')).toEqual(['both: after: needs another view']);
    const fast = planOf(session({ facts: { speedKmh: 9 } }, 1), session({ facts: { speedKmh: 14 } }, 2));
    expect(fast.asked).toEqual([]);
    expect(new Set(fast.withheld.map(({ why }) => why))).toEqual(new Set(['run at 9 and 14 km/h']));
  });

  it('no drop against standing beside one against the horizontal, though the tilt from side to side is compared', () => {
    const stood = session({}, 2);
    const { analysis } = stood.takes[1]!;
    analysis.pelvicLine = { ...analysis.pelvicLine!, neutralTiltDeg: 1 };
    const { rows } = compareSessions(session({}, 1), stood, null);
    expect(rows.find(({ id }) => id === 'pelvicObliquityRangeDeg')!.takes).not.toBeNull();
    const why = 'pelvic drop was read against standing in one clip and against the horizontal in the other';
    expect(told(planOf(session({}, 1), stood), 'pelvicDropDeg')).toEqual([`left: ${why}`, `right: ${why}`]);
  });

  it('none where no leg has 5 strides in both', () => {
    const [before, after] = [session({ strides: 8 }, 1), session({ strides: 8 }, 2)];
    before.takes[0]!.analysis.strides.forEach((stride) => {
      if (stride.side === 'left') stride.excluded = 'stumbled';
    });
    expect(told(planOf(before, after), 'trunkLeanDeg')).toEqual(['right 0/0']);
    after.takes[0]!.analysis.strides.forEach((stride) => {
      if (stride.side === 'right') stride.excluded = 'stumbled';
    });
    expect(told(planOf(before, after), 'trunkLeanDeg')).toEqual([
      'both: a curve needs 5 strides of one leg in both clips',
    ]);
  });
});
