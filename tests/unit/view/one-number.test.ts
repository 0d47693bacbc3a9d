import { beforeAll, describe, expect, it, vi } from 'vitest';
import { analyseRun } from '../../../src/analysis/analyse-run';
import { NOTHING_SAID, safetyOf } from '../../../src/feedback/safety';
import type { Recording } from '../../../src/analysis/recording';
import { NO_CORRECTIONS, type RunAnalysis } from '../../../src/analysis/run-analysis';
import { NO_FACTS } from '../../../src/analysis/session';
import { printTable } from '../../../src/command/table';
import { compareSessions } from '../../../src/compare/compare-sessions';
import { comparedSession } from '../../../src/compare/compared-session';
import { trendOf } from '../../../src/compare/trend';
import { toAnalysisJson } from '../../../src/exchange/analysis-json';
import { strideCsv } from '../../../src/exchange/stride-csv';
import { degrees } from '../../../src/feedback/evidence';
import { meanOf } from '../../../src/metrics/mean-error';
import { METRICS } from '../../../src/metrics/registry';
import { isMeasured, type MetricSummary, type SideSummary, toldLegs } from '../../../src/metrics/summary';
import { summaryOf } from '../../../src/storage/take-summary';
import { rearRecording } from '../../truth/evidence-of';
import { recordingOf } from '../../truth/recording-of';
import { syntheticRun } from '../../truth/synthetic-runner';
import { useBackend } from '../../rig/backends';

/** Nobody said anything of pain. */
const SAFETY = safetyOf(NOTHING_SAID, null);

beforeAll(() => useBackend('wasm'));

const PARTS = ['left', 'right', 'both'] as const;
type Part = (typeof PARTS)[number];

/** Noise of one frame's line: 0.3° is a plain waistband, 1° a blurred hem. */
const REAR: [string, Recording][] = [
  ['a plain line', rearRecording({ pelvicDropDeg: { left: 6, right: 4 }, seed: 1 }, 0.3)],
  ['a noisy line', rearRecording({ pelvicDropDeg: { left: 9, right: 7 }, seed: 2 }, 1)],
  ['one deep leg', rearRecording({ pelvicDropDeg: { left: 3, right: 12 }, durationS: 20, seed: 3 }, 0.9)],
  ['a stumble', stumbling(rearRecording({ pelvicDropDeg: { left: 6, right: 5 }, seed: 8 }, 0.5))],
  ['few strides', rearRecording({ pelvicDropDeg: { left: 7, right: 7 }, durationS: 5.5, seed: 4 }, 0.8)],
  ['a level pelvis', rearRecording({ pelvicDropDeg: { left: 0, right: 0 }, seed: 5 }, 0.8)],
  ['a roll unknown', unlevelled(rearRecording({ pelvicDropDeg: { left: 9, right: 7 }, seed: 6 }, 0.8))],
  ['measured hips', { ...recordingOf(syntheticRun({ view: 'rear', noise: 0.002 }).track), pose: null }],
];
const ALL: [string, Recording][] = [
  ...REAR,
  ['the side', recordingOf(syntheticRun({ trunkLeanDeg: -3, noise: 0.003 }).track)],
  ['a lopsided side', recordingOf(syntheticRun({ contactAsymmetryS: 0.03, noise: 0.003, seed: 7 }).track)],
];

/** For a fifth of a second of left stance the line is followed 9° askew, as when a hand lies on it. */
function stumbling(recording: Recording): Recording {
  const { timeS, rows } = recording.pelvis!;
  const length = rows.length / timeS.length;
  timeS.forEach((atS, t) => {
    for (const field of [5, 6]) if (atS > 5 && atS < 5.3) rows[t * length + field]! += 0.16;
  });
  return recording;
}

function unlevelled(recording: Recording): Recording {
  return { ...recording, cameraRoll: { known: false, reason: 'Nothing upright is in the picture.' } };
}

interface Case {
  recording: Recording;
  analysis: RunAnalysis;
}

const analysed = new Map<string, Promise<Case>>();
function caseOf(name: string, recording: Recording): Promise<Case> {
  let found = analysed.get(name);
  if (!found) {
    found = analyseRun(recording, NO_CORRECTIONS).then((analysis) => ({ recording, analysis }));
    analysed.set(name, found);
  }
  return found;
}

function told(analysis: RunAnalysis): { id: keyof RunAnalysis['metrics']; summary: MetricSummary }[] {
  return METRICS.flatMap(({ id }) => {
    const result = analysis.metrics[id];
    return isMeasured(result) ? [{ id, summary: result }] : [];
  });
}

function measured({ metrics }: RunAnalysis, id: keyof RunAnalysis['metrics']): MetricSummary {
  const result = metrics[id];
  if (!isMeasured(result)) throw new Error(`${id}: ${result.unavailable}`);
  return result;
}

/** A session of one take, as it is kept and compared. */
function sessionOf({ recording, analysis }: Case) {
  const take = { id: 'take', recording, corrections: NO_CORRECTIONS, clip: null };
  const session = { id: 's', runner: null, title: '', filmedAtMs: 1, facts: NO_FACTS, takes: [take] };
  return { take, compared: comparedSession(session, [analysis]) };
}

/** What `npm run analyse` prints. */
function commandLineOf({ view, metrics, findings }: RunAnalysis): string[] {
  const print = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  printTable('clip', {
    ...{ json: '', csv: null, trc: null, strips: [], safety: SAFETY, warnings: [] },
    view,
    metrics,
    findings,
  });
  const lines = print.mock.calls.map(([text]) => String(text));
  print.mockRestore();
  return lines;
}

describe.each(ALL)('every number of %s', (name, recording) => {
  it('lies inside its own interval, and inside that of its strides alone', async () => {
    const { analysis } = await caseOf(name, recording);
    expect(told(analysis).length).toBeGreaterThan(5);
    for (const { id, summary } of told(analysis))
      for (const part of PARTS) {
        const { mean, ci95, ci95OfStrides, withheld } = summary[part];
        if (withheld !== null) continue;
        for (const [low, high] of [ci95, ci95OfStrides]) {
          expect(low, `${id} ${part}`).toBeLessThanOrEqual(mean);
          expect(high, `${id} ${part}`).toBeGreaterThanOrEqual(mean);
        }
        expect(ci95[0]).toBeLessThanOrEqual(ci95OfStrides[0]);
        expect(ci95[1]).toBeGreaterThanOrEqual(ci95OfStrides[1]);
      }
  });

  it('is the mean of its strides, leg by leg, and of both the mean of the legs’ means', async () => {
    const { analysis } = await caseOf(name, recording);
    for (const { id, summary } of told(analysis)) {
      const means = (['left', 'right'] as const).map((side) => {
        const values = analysis.strides
          .filter((stride) => stride.side === side && stride.excluded === null)
          .map(({ values }) => values[id])
          .filter(Number.isFinite);
        const { mean, n, withheld } = summary[side];
        const isTold = withheld === null;
        expect(isTold ? n : values.length, id).toBe(values.length);
        expect(isTold ? mean : meanOf(values), id).toBeCloseTo(meanOf(values), 9);
        return meanOf(values);
      });
      expect(summary.both.mean, id).toBeCloseTo(meanOf(means), 9);
    }
  });

  it('is the same in file, stride table, store, comparison and trend', async () => {
    const found = await caseOf(name, recording);
    const { analysis } = found;
    const file = JSON.parse(toAnalysisJson(recording, analysis, SAFETY)) as {
      metrics: Record<string, Record<Part, SideSummary>>;
      strides: { values: Record<string, number | null> }[];
    };
    const kept = summaryOf(analysis).metrics;
    const { compared } = sessionOf(found);
    const { rows } = compareSessions(compared, compared, null);
    const [header, ...lines] = strideCsv(recording, analysis)
      .trim()
      .split('\r\n')
      .map((line) => line.split(','));
    for (const { id, summary } of told(analysis)) {
      expect(kept[id]).toEqual(summary);
      const column = header!.indexOf(id);
      analysis.strides.forEach(({ values }, i) => {
        const value = Number.isFinite(values[id]) ? values[id] : null;
        expect(file.strides[i]!.values[id]).toBe(value);
        const cell = lines[i]![column]!;
        // Millionths are told.
        const told = cell === '' ? NaN : Number(cell);
        expect(Math.abs(told - (value ?? NaN)) < 1e-6 || (Number.isNaN(told) && value === null)).toBe(true);
      });
      for (const part of PARTS) {
        const { mean, ci95, withheld } = summary[part];
        if (withheld !== null) continue;
        expect(file.metrics[id]![part]).toMatchObject({ mean, ci95 });
        for (const row of rows.filter((of) => of.id === id && of.part === part)) {
          expect(row.before).toEqual(summary[part]);
          // Nothing is concluded from what is exploratory.
          expect(row.change?.delta ?? null).toBe(summary.exploratory ? null : 0);
        }
        for (const point of trendOf([compared], id, part).slice(0, 1))
          expect(point).toMatchObject({ mean, ci95, n: summary[part].n });
      }
    }
  });
});

describe.each(REAR)('pelvic drop from %s', (name, recording) => {
  it('is one number with one interval: on the card, in the finding and on the command line', async () => {
    const { analysis } = await caseOf(name, recording);
    const drop = measured(analysis, 'pelvicDropPeakDeg');
    const [card] = [toldLegs(drop)]; // what the card and the report print
    const said = card.length > 0 ? card : [drop.both];
    const [finding] = analysis.findings;
    const few = name === 'few strides';
    expect(finding!.metric).toBe(few ? null : 'pelvicDropPeakDeg');
    for (const { mean, ci95, n } of few ? [] : said)
      expect(finding!.evidence).toContain(
        `${degrees(mean)} (95 % interval ${degrees(ci95[0])} to ${degrees(ci95[1])}, ${n} strides)`,
      );
    const line = commandLineOf(analysis).find((text) => text.startsWith(`${drop.name}, °`))!;
    for (const { mean, sd, n } of said) {
      const digits = Math.abs(mean) < 1 ? 3 : 1;
      expect(line).toContain(`${mean.toFixed(digits)} ± ${sd.toFixed(digits)} (${n})`);
    }
  });

  it('has a curve of the very strides that its mean is of', async () => {
    const { analysis } = await caseOf(name, recording);
    const drop = measured(analysis, 'pelvicDropPeakDeg');
    const curve = analysis.curves.pelvicDropPeakDeg!;
    for (const side of ['left', 'right'] as const) expect(curve[side].n).toBe(drop[side].n);
    const counted = analysis.strides.filter(({ excluded }) => excluded === null).length;
    expect(counted - drop.left.n - drop.right.n > 0, 'some are left out').toBe(name === 'a stumble');
  });
});
