import { describe, expect, it } from 'vitest';
import { ARTICLE, ARTICLE_ADVISES, RED_FLAGS, SEE_A_PHYSIO } from '../../../src/feedback/article';
import { EXERCISES } from '../../../src/feedback/exercises';
import { findingsFrom } from '../../../src/feedback/findings';
import { meanOf } from '../../../src/metrics/mean-error';
import type { MetricTable } from '../../../src/metrics/compute-metrics';
import type { MetricId } from '../../../src/metrics/metric';
import { metricOf, tableOf } from '../../../src/metrics/registry';
import { summarise } from '../../../src/metrics/summary';
import { seededNormal } from '../core/samples';

interface Legs {
  left: number;
  right: number;
  sd?: number;
  strides?: number;
}

/** A table in which only the metrics named are measured, with strides spread around the means given. */
function tableWith(known: Partial<Record<MetricId, Legs>>): MetricTable {
  return tableOf((metric) => {
    const legs = known[metric.id];
    if (!legs) return { name: metric.name, unit: metric.unit, unavailable: 'not filmed' };
    const around = (mean: number) => {
      const normal = seededNormal(5);
      const drawn = Array.from({ length: legs.strides ?? 20 }, () => (legs.sd ?? 0.5) * normal());
      return drawn.map((value) => mean + value - meanOf(drawn));
    };
    return summarise(metricOf(metric.id), { left: around(legs.left), right: around(legs.right) });
  });
}

const trunk = (leanDeg: number, more: Partial<Legs> = {}) => ({
  trunkLeanAtContactDeg: { left: leanDeg, right: leanDeg, ...more },
  trunkLeanMidstanceDeg: { left: leanDeg, right: leanDeg, ...more },
  trunkLeanRangeDeg: { left: 3, right: 3 },
});
const ids = (known: Partial<Record<MetricId, Legs>>) =>
  findingsFrom(tableWith(known)).map((finding) => finding.id);

describe('upright running', () => {
  it('is found behind the vertical, with the article’s words and the runner’s numbers', () => {
    const [finding] = findingsFrom(tableWith(trunk(-4)));
    expect(finding).toMatchObject({
      id: 'upright-trunk',
      severity: 'clear',
      metric: 'trunkLeanMidstanceDeg',
    });
    expect(finding!.why).toContain('holding the spine in a very extended position');
    expect(finding!.evidence).toMatch(
      /leaned −4\.\d° \(95 % interval −4\.\d° to −[34]\.\d°, 40 strides\) at landing/,
    );
    expect(finding!.advice).toContain(ARTICLE_ADVISES.breathing);
    expect(finding!.references[0]).toBe(ARTICLE);
  });

  it('is only possible within the method’s error of the vertical', () => {
    expect(findingsFrom(tableWith(trunk(-1)))[0]).toMatchObject({
      id: 'upright-trunk',
      severity: 'possible',
    });
  });

  it('is not found in ordinary lean, beyond what the strides can tell, or at landing alone', () => {
    expect(ids(trunk(7))).toEqual(['nothing-stands-out']);
    expect(ids(trunk(-0.2, { sd: 3 }))).toEqual(['nothing-stands-out']);
    expect(ids({ ...trunk(-4), trunkLeanMidstanceDeg: { left: 4, right: 4 } })).toEqual([
      'nothing-stands-out',
    ]);
  });

  it('needs 10 strides', () => {
    expect(ids(trunk(-4, { strides: 4 }))).toEqual(['not-enough-seen']);
    expect(ids(trunk(-4, { strides: 5 }))).toEqual(['upright-trunk']);
  });
});

describe('pelvic drop', () => {
  it('names the leg, or both', () => {
    const title = (left: number, right: number) =>
      findingsFrom(tableWith({ pelvicDropPeakDeg: { left, right } }))[0]!.title;
    expect(title(3, 7)).toBe('Pelvis drops on landing, over the right leg');
    expect(title(8, 7)).toBe('Pelvis drops on landing, on both legs');
    expect(title(5, -1)).toBe('Pelvis drops on landing, over the left leg');
    expect(title(3, 4)).toBe('Nothing stands out in what could be judged');
  });

  it('tells evidence for and against', () => {
    const { references } = findingsFrom(tableWith({ pelvicDropPeakDeg: { left: 9, right: 9 } }))[0]!;
    expect(references.some((reference) => reference.startsWith('For: Bramah 2018'))).toBe(true);
    expect(references.some((reference) => reference.startsWith('Against: Noehren 2012'))).toBe(true);
  });

  it('needs 10 strides of that leg', () => {
    expect(ids({ pelvicDropPeakDeg: { left: 9, right: 9, strides: 9 } })).toEqual(['not-enough-seen']);
  });
});

describe('all together', () => {
  it('puts the most certain first and gives at most three', () => {
    const all = {
      ...trunk(-1),
      pelvicDropPeakDeg: { left: 12, right: 12 },
      lateralTrunkLeanDeg: { left: 7, right: 7 },
    };
    expect(ids(all)).toEqual(['pelvic-drop', 'sideways-trunk', 'upright-trunk']);
  });

  it('says what was looked at and what was not judged', () => {
    const [finding] = findingsFrom(tableWith({ pelvicDropPeakDeg: { left: 3, right: 3 } }));
    expect(finding).toMatchObject({ id: 'nothing-stands-out', metric: 'pelvicDropPeakDeg' });
    expect(finding!.evidence).toContain('Pelvic drop: 3.0°');
    expect(finding!.evidence).toContain('Not judged: Trunk lean in mid-stance: not filmed.');
  });

  it('finds a sideways trunk by its difference between the legs', () => {
    expect(ids({ lateralTrunkLeanDeg: { left: 4, right: -2 } })).toEqual(['sideways-trunk']);
    expect(ids({ lateralTrunkLeanDeg: { left: 2, right: -2 } })).toEqual(['not-enough-seen']);
  });

  it('draws only exercises that it advises, and none where nothing is to be tried', () => {
    const [upright] = findingsFrom(tableWith(trunk(-4)));
    expect(upright!.exercises).toEqual(['belly-breathing', 'gym-ball-roll-back']);
    expect(findingsFrom(tableWith(trunk(7)))[0]!.exercises).toEqual([]);
    for (const { how, picture } of Object.values(EXERCISES)) {
      expect(how).toHaveLength(3);
      expect(picture).toMatch(/^A figure/);
    }
  });

  it('always has a physio and the red flags at hand', () => {
    expect(SEE_A_PHYSIO).toContain('physiotherapist');
    expect(RED_FLAGS).toHaveLength(6);
  });
});
