import { beforeAll, describe, expect, it } from 'vitest';
import type { RunAnalysis } from '../../../src/analysis/run-analysis';
import { VIEWS } from '../../../src/gait/view';
import { METRICS } from '../../../src/metrics/registry';
import { isMeasured } from '../../../src/metrics/summary';
import { opposite } from '../../../src/units';
import { analysesOn, COMMAND, hashesOf, hashOf, numbersOf, objection } from '../../truth/pipeline/hashes';
import kept from '../../truth/pipeline/hashes.json';

/** Of every number, in its unit: asymmetries differ most, by 0.002 %, for they divide by means near 0. */
const TOLERANCE = 0.01;

function isAlike(a: string | number[], b: string | number[]): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  const near = (x: number, y: number) => Object.is(x, y) || Math.abs(x - y) <= TOLERANCE;
  return a.length === b.length && a.every((value, i) => near(value, b[i]!));
}

let cpu: ReadonlyMap<string, RunAnalysis>;
let wasm: ReadonlyMap<string, RunAnalysis>;
beforeAll(async () => {
  cpu = await analysesOn('cpu');
  wasm = await analysesOn('wasm');
});

it('the numbers of every view are those of PIPELINE_VERSION', () => {
  const now = hashesOf(cpu);
  expect(objection(kept, now)).toBeNull();
  expect(now, `PIPELINE_VERSION was raised: run “${COMMAND}”, and take hashes.json along`).toEqual(kept);
});

describe('the recordings that they are held by', () => {
  it('are of the four views, show every metric, and make every finding', () => {
    const all = [...cpu.values()];
    expect([...cpu.keys()]).toEqual(VIEWS);
    expect(all.map(({ view }) => view)).toEqual(VIEWS);
    const measured = METRICS.filter(({ id }) => all.some(({ metrics }) => isMeasured(metrics[id])));
    expect(measured.map(({ id }) => id)).toEqual(METRICS.map(({ id }) => id));
    const findings = new Set(all.flatMap((analysis) => analysis.findings.map(({ id }) => id)));
    expect([...findings].sort()).toEqual(['pelvic-drop', 'sideways-trunk', 'upright-trunk']);
  });

  it('give the same numbers on every backend, within a hundredth', () => {
    for (const view of VIEWS) {
      const [here, there] = [numbersOf(cpu.get(view)), numbersOf(wasm.get(view))];
      expect(there.map(([path]) => path)).toEqual(here.map(([path]) => path));
      const unlike = here.filter(([, value], i) => !isAlike(value, there[i]![1]));
      expect(unlike, view).toEqual([]);
    }
  });
});

describe('the hash of an analysis', () => {
  it('changes with any number, leg or kind, and not with a sentence', () => {
    const analysis = cpu.get('rear')!;
    const hash = hashOf(analysis);
    const [contact, ...contacts] = analysis.contacts;
    const [finding, ...findings] = analysis.findings;
    const others: RunAnalysis[] = [
      { ...analysis, cameraRollDeg: analysis.cameraRollDeg + 1e-3 },
      { ...analysis, trunkLeanDeg: analysis.trunkLeanDeg.slice().fill(1e-3, 7, 8) },
      { ...analysis, contacts: [{ ...contact!, side: opposite(contact!.side) }, ...contacts] },
      { ...analysis, findings: [{ ...finding!, severity: 'none' }, ...findings] },
      { ...analysis, view: null },
    ];
    for (const other of others) expect(hashOf(other)).not.toBe(hash);
    expect(hashOf({ ...analysis, cameraRollDeg: analysis.cameraRollDeg + 1e-12 })).toBe(hash);
    expect(hashOf({ ...analysis, findings: [{ ...finding!, why: 'Better said.' }, ...findings] })).toBe(hash);
  });
});

describe('hashes of other numbers', () => {
  const of = (pipelineVersion: number, left: string) => ({ pipelineVersion, hashes: { left, rear: 'b' } });

  it('are refused under the same version, and the sentence says what to do', () => {
    expect(objection(of(3, 'a'), of(3, 'x'))).toBe(
      'The pipeline gives other numbers (left) than its version 3 gave: raise PIPELINE_VERSION in src/analysis/pipeline.ts to 4, then run “npm run pipeline-hashes”.',
    );
    expect(objection(of(3, 'a'), of(2, 'x'))).toMatch(/raise PIPELINE_VERSION .* to 4/);
    expect(objection(of(3, 'a'), of(2, 'a'))).toMatch(/^PIPELINE_VERSION was lowered: raise/);
    expect(objection(of(3, 'a'), { pipelineVersion: 3, hashes: { left: 'a' } })).toMatch(/\(rear\)/);
  });

  it('may be written under a higher version, and a version may be raised without them', () => {
    expect(objection(of(3, 'a'), of(4, 'x'))).toBeNull();
    expect(objection(of(3, 'a'), of(4, 'a'))).toBeNull();
    expect(objection(of(3, 'a'), of(3, 'a'))).toBeNull();
  });
});
