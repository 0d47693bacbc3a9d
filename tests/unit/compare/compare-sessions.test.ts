import { describe, expect, it } from 'vitest';
import { analyseRun } from '../../../src/analysis/analyse-run';
import { NO_CORRECTIONS } from '../../../src/analysis/run-analysis';
import { NO_FACTS } from '../../../src/analysis/session';
import { compareSessions } from '../../../src/compare/compare-sessions';
import { comparedSession, type ComparedSession } from '../../../src/compare/compared-session';
import type { ComparisonRow } from '../../../src/compare/comparison';
import { DETECTABLE_DIFFERENCE } from '../../../src/compare/detectable-difference';
import type { MetricId } from '../../../src/metrics/metric';
import { METRICS, metricOf } from '../../../src/metrics/registry';
import { summarise } from '../../../src/metrics/summary';
import type { Side } from '../../../src/units';
import { seededRandom } from '../../truth/random';
import { recordingOf } from '../../truth/recording-of';
import { type SummarySession, summarySession } from '../../truth/repeat-takes';
import { syntheticRun } from '../../truth/synthetic-runner';
import { useBackend } from '../../rig/backends';

const session = (of: SummarySession = {}, seed = 1) => summarySession(of, seededRandom(seed));
const only = (of: ComparedSession, take: number): ComparedSession => ({ ...of, takes: [of.takes[take]!] });
const BEFORE = session({ means: { pelvicDropPeakDeg: { left: 9.4, right: 6.2 }, trunkLeanMeanDeg: 1.1 } });
const rows = (before: ComparedSession, after: ComparedSession, id: MetricId): ComparisonRow[] =>
  compareSessions(before, after, null).rows.filter((row) => row.id === id);

describe('before and after', () => {
  const after = session(
    { means: { pelvicDropPeakDeg: { left: 3.1, right: 2.8 }, trunkLeanMeanDeg: 2.3 } },
    2,
  );
  const comparison = compareSessions(BEFORE, after, null);

  it('tells left and right drop apart, each with its verdict, size and interval', () => {
    const drop = comparison.rows.filter(({ id }) => id === 'pelvicDropPeakDeg');
    expect(drop.map(({ part, verdict }) => [part, verdict])).toEqual([
      ['both', 'changed'],
      ['left', 'changed'],
      ['right', 'changed'],
    ]);
    const [both, left, right] = drop.map(({ change }) => change!);
    expect(both!.delta).toBeCloseTo((left!.delta + right!.delta) / 2, 6);
    expect(both!.ci95[1] - both!.ci95[0]).toBeLessThan(left!.ci95[1] - left!.ci95[0]);
    const { delta, ci95 } = left!;
    expect(delta).toBeCloseTo(drop[1]!.after!.mean - drop[1]!.before!.mean, 9);
    expect(Math.abs(delta + 6.3)).toBeLessThan(1);
    expect(ci95[0]).toBeLessThan(delta);
    expect(ci95[1]).toBeLessThan(0);
    expect(drop.map(({ detectable }) => detectable!.value)).toEqual([2.8, 2.8, 2.8]);
    expect(drop[1]!.why).toBe('more than 2.8°, and its 95 % interval excludes 0');
  });

  it('serves lean from the side take and drop from the rear one', () => {
    const takes = (id: MetricId) => comparison.rows.find((row) => row.id === id)!.takes;
    expect(takes('trunkLeanMeanDeg')).toEqual({ before: 0, after: 0 });
    expect(takes('pelvicDropPeakDeg')).toEqual({ before: 1, after: 1 });
    expect(comparison.pairs).toEqual([
      { before: 0, after: 0 },
      { before: 1, after: 1 },
    ]);
  });

  it('sums up in words', () => {
    expect(comparison.summary).toMatch(
      /^Pelvic drop fell by \d\.\d° as the mean of both legs, \d\.\d° on the left and \d\.\d° on the right — more than this method’s error\. Trunk lean and cadence stayed within it\.$/,
    );
  });

  it('names the leg that changed where only one did', () => {
    const oneLeg = session({ means: { pelvicDropPeakDeg: { left: 4, right: 6.2 }, trunkLeanMeanDeg: 6 } }, 3);
    expect(compareSessions(BEFORE, oneLeg, null).summary).toMatch(
      /^Pelvic drop fell by \S+ on the left and trunk lean rose by \S+ — .* Pelvic drop as the mean of both legs and cadence stayed/,
    );
  });

  it('turns signs and words when before and after are swapped', () => {
    const swapped = compareSessions(after, BEFORE, null);
    expect(swapped.summary).toContain('Pelvic drop rose by');
    swapped.rows.forEach((row, i) => {
      expect(row.change?.delta).toBeCloseTo(-comparison.rows[i]!.change!.delta, 9);
      expect(row.verdict).toBe(comparison.rows[i]!.verdict);
    });
  });
});

describe('the rule', () => {
  it('calls 2° of drop within error, though its interval excludes 0', () => {
    const of = (drop: number, seed: number) =>
      session({ strides: 200, means: { pelvicDropPeakDeg: drop } }, seed);
    const [left] = rows(of(6, 1), of(4, 2), 'pelvicDropPeakDeg');
    expect(left!.verdict).toBe('within error');
    expect(left!.change!.ci95[1]).toBeLessThan(0);
    expect(left!.why).toBe('not more than 2.8°');
  });

  it('calls a large change within error while its strides do not show it', () => {
    const [before, after] = [
      session({ strides: 5, means: { armSwingAsymmetryPct: 0 } }, 1),
      session({ strides: 5, means: { armSwingAsymmetryPct: 16 } }, 2),
    ];
    for (const { takes } of [before, after]) {
      const { strides, metrics } = takes[1]!.analysis;
      const swung = strides.map((stride, i) => ({
        side: stride.side,
        value: stride.values.armSwingAsymmetryPct + 60 * (i % 4 < 2 ? 1 : -1),
      }));
      const leg = (side: Side) => swung.flatMap((of) => (of.side === side ? [of.value] : []));
      metrics.armSwingAsymmetryPct = summarise(metricOf('armSwingAsymmetryPct'), {
        left: leg('left'),
        right: leg('right'),
      });
    }
    const [row] = rows(before, after, 'armSwingAsymmetryPct');
    expect(row!.verdict).toBe('within error');
    expect(row!.why).toMatch(/but its 95 % interval holds 0$/);
  });

  it('finds nothing changed between a runner and the same runner', () => {
    const { rows: all, summary, differences } = compareSessions(session({}, 5), session({}, 6), null);
    expect(all.filter(({ verdict }) => verdict !== 'within error')).toEqual([]);
    expect(summary).toBe(
      'No change beyond this method’s error: pelvic drop, trunk lean and cadence stayed within it.',
    );
    expect(differences).toEqual([]);
  });

  it('knows an error with a source for every metric', () => {
    for (const { id } of METRICS) {
      expect(DETECTABLE_DIFFERENCE[id].value).toBeGreaterThan(0);
      expect(DETECTABLE_DIFFERENCE[id].source).not.toBe('');
    }
  });
});

describe('comparability', () => {
  it('compares nothing at another speed or incline, and says so first', () => {
    const {
      rows: all,
      summary,
      differences,
    } = compareSessions(session({ facts: { speedKmh: 10 } }), session({ facts: { speedKmh: 12 } }, 2), null);
    expect(new Set(all.map(({ verdict }) => verdict))).toEqual(new Set(['not comparable']));
    expect(all[0]!.before).not.toBeNull(); // the numbers are still shown
    expect(summary).toBe('These two sessions cannot be compared: run at 10 and 12 km/h.');
    expect(differences[0]!.says).toBe(
      'Run at 10 and 12 km/h: speed alone changes every number, so none is compared.',
    );
    const [lean] = rows(
      session({ facts: { inclinePct: 1 } }),
      session({ facts: { inclinePct: 4 } }),
      'trunkLeanMeanDeg',
    );
    expect(lean!.why).toBe('run at 1 % and 4 % incline');
  });

  it('does not hold an unknown speed against a known one', () => {
    const [cadence] = rows(session(), session({ facts: { speedKmh: 12 } }), 'cadenceSpm');
    expect(cadence!.verdict).toBe('within error');
  });

  it('compares cadence across views, not the stance or an angle', () => {
    const [side, rear] = [only(session(), 0), only(session({}, 2), 1)];
    expect(rows(side, rear, 'cadenceSpm')[0]!.verdict).toBe('within error');
    expect(rows(side, rear, 'contactTimeS')[0]!.why).toBe('filmed from the side and from behind');
    const drop = rows(side, rear, 'pelvicDropPeakDeg')[0]!;
    expect([drop.verdict, drop.why, drop.before]).toEqual([
      'not comparable',
      'before: needs another view',
      null,
    ]);
    expect(compareSessions(side, rear, null).summary).toMatch(
      /Pelvic drop cannot be compared: before: needs another view\./,
    );
  });

  it('does not compare other models or pelvic lines', () => {
    const other = session({}, 2);
    const [sideTake, rear] = other.takes;
    const lite = {
      ...sideTake!,
      recording: { ...sideTake!.recording, pose: { ...sideTake!.recording.pose!, model: 'lite' as const } },
    };
    const dots = {
      ...rear!,
      analysis: { ...rear!.analysis, pelvicLine: { ...rear!.analysis.pelvicLine!, method: 'dots' as const } },
    };
    const changed = { ...other, takes: [lite, dots] };
    expect(rows(session(), changed, 'trunkLeanMeanDeg')[0]!.why).toBe(
      'read by different models, full and lite',
    );
    expect(rows(session(), changed, 'pelvicDropPeakDeg')[0]!.why).toBe(
      'the pelvic line came from the waistband and from dots',
    );
    expect(rows(session(), changed, 'cadenceSpm')[0]!.verdict).toBe('within error');
  });

  it('asks for a larger change of angles against the vertical where the camera’s roll is not known', () => {
    const [known, unknown] = [
      session({ means: { trunkLeanMeanDeg: 2 } }),
      session({ means: { trunkLeanMeanDeg: 6 }, rollKnown: false }, 2),
    ];
    const [lean] = rows(known, unknown, 'trunkLeanMeanDeg');
    expect(lean!.detectable!.value).toBeCloseTo(Math.hypot(2.3, 1.96 * 2), 6);
    expect(lean!.verdict).toBe('within error');
    expect(lean!.detectable!.source).toContain('2° of roll for the camera');
    expect(rows(known, unknown, 'kneeFlexionAtContactDeg')[0]!.detectable!.value).toBe(3.8);
    const { differences } = compareSessions(known, unknown, null);
    expect(differences.map(({ effect, says }) => [effect, says.split(':')[0]])).toEqual([
      ['widens', 'How level the camera stood is not known in the clip after'],
    ]);
  });

  it('compares drops by the mean of both legs where a camera’s lean took left and right, with no larger change asked', () => {
    const drop = (left: number, right: number) => ({ means: { pelvicDropPeakDeg: { left, right } } });
    const [known, unknown] = [session(drop(9, 5)), session({ ...drop(3, 3), rollKnown: false }, 2)];
    for (const [before, after] of [
      [known, unknown],
      [unknown, known],
    ] as const) {
      const [row, ...others] = rows(before, after, 'pelvicDropPeakDeg');
      expect(others).toEqual([]);
      expect(row).toMatchObject({ part: 'both', verdict: 'changed', detectable: { value: 2.8 } });
      expect(Math.abs(row!.change!.delta)).toBeCloseTo(4, 0);
      expect(row!.change!.ci95.every(Number.isFinite)).toBe(true);
    }
    expect(rows(known, unknown, 'hipAdductionDeg').map(({ part }) => part)).toEqual(['left', 'right']);
  });

  it('tells other shoes and frame rates without refusing', () => {
    const slow = session({ facts: { shoes: 'Old' } });
    const fast = session({ facts: { shoes: 'new' } }, 2);
    fast.takes.forEach((take) => (take.recording.source.fps = 240));
    const { differences, rows: all } = compareSessions(slow, fast, null);
    expect(differences.map(({ effect }) => effect)).toEqual(['widens', 'told', 'told']);
    for (const { says } of differences.slice(0, 2)) expect(says).toContain('60 and 240 frames per second');
    expect(differences[2]!.says).toContain('Old and new');
    expect(all.every(({ verdict }) => verdict === 'within error')).toBe(true);
  });

  it('chooses the take of the same view and with more strides', () => {
    const short = session({ strides: 8 }, 4);
    const both = { ...session({}, 3), takes: [...short.takes, ...session({}, 3).takes] };
    expect(rows(BEFORE, both, 'trunkLeanMeanDeg')[0]!.takes).toEqual({ before: 0, after: 2 });
    expect(rows(BEFORE, both, 'pelvicDropPeakDeg')[0]!.takes).toEqual({ before: 1, after: 3 });
  });

  it('withholds one leg and keeps the other', () => {
    const few = session({}, 2);
    const drop = few.takes[1]!.analysis.metrics.pelvicDropPeakDeg;
    if ('unavailable' in drop) throw new Error('drop is measured');
    drop.left.withheld = 'only 3 strides counted; 5 are needed';
    const [left, right] = rows(session(), few, 'pelvicDropPeakDeg');
    expect([left!.verdict, left!.why]).toEqual([
      'not comparable',
      'after: only 3 strides counted; 5 are needed',
    ]);
    expect(right!.verdict).toBe('within error');
  });
});

describe('from recordings on', () => {
  it('compares what a session’s takes were analysed to', async () => {
    await useBackend('wasm');
    const filmed = async (id: string, trunkLeanDeg: number, drop: number): Promise<ComparedSession> => {
      const recordings = (['left', 'rear'] as const).map((view) => {
        const { track } = syntheticRun({
          view,
          trunkLeanDeg,
          pelvicDropDeg: { left: drop, right: 4 },
          durationS: 12,
          noise: 0.002,
        });
        return { ...recordingOf(track), pose: null }; // hips as if measured, so that there is a drop
      });
      const takes = recordings.map((recording) => ({
        id,
        recording,
        corrections: NO_CORRECTIONS,
        clip: null,
      }));
      const session = { id, runner: null, title: '', filmedAtMs: 0, facts: NO_FACTS, takes };
      const analyses = await Promise.all(
        recordings.map((recording) => analyseRun(recording, NO_CORRECTIONS)),
      );
      expect(() => comparedSession(session, [])).toThrow('Got 0 analyses when the session has 2 takes.');
      return comparedSession(session, analyses);
    };
    const { summary } = compareSessions(await filmed('a', 2, 8), await filmed('b', 6, 4), null);
    expect(summary).toMatch(
      /^Pelvic drop fell by [34]\.\d° on the left and trunk lean rose by [34]\.\d° — more than this method’s error\. Pelvic drop as the mean of both legs and cadence stayed within it\.$/,
    );
  });
});
