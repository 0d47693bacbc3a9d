import { beforeAll, describe, expect, it, vi } from 'vitest';
import { analyseRun } from '../../../src/analysis/analyse-run';
import { NO_CORRECTIONS } from '../../../src/analysis/run-analysis';
import { printTable } from '../../../src/command/table';
import { toAnalysisJson } from '../../../src/exchange/analysis-json';
import { findingsFrom } from '../../../src/feedback/findings';
import { type Safety, safetyOf } from '../../../src/feedback/safety';
import { recordingOf } from '../../truth/recording-of';
import { BRANCHES } from '../../truth/said';
import { syntheticRun } from '../../truth/synthetic-runner';
import { useBackend } from '../../rig/backends';

/** A runner in whom nothing stands out. */
const recording = recordingOf(syntheticRun({ durationS: 12, trunkLeanDeg: 8 }).track);
let analysis: Awaited<ReturnType<typeof analyseRun>>;
beforeAll(async () => {
  await useBackend('wasm');
  analysis = await analyseRun(recording, NO_CORRECTIONS);
});

describe.each(BRANCHES)('$name', ({ said, painBefore, warns, keepsRunning }) => {
  const safety = safetyOf(said, painBefore === null ? null : { pain: painBefore, atMs: null });

  it('is in the file, with what to do and why', () => {
    const text = toAnalysisJson(recording, analysis, safety);
    const file = JSON.parse(text) as { safety: Safety; findings: { title: string }[] };
    expect(file.safety).toMatchObject({ ...said, painBefore, mayKeepRunning: keepsRunning });
    expect(file.safety.warning === null).toBe(warns === null);
    expect(file.safety.reasons.map(({ says }) => says).join(' ')).toMatch(warns ?? /^$/);
    expect(file.findings[0]!.title).toMatch(/^Nothing stands out/);
    expect(/keep running/i.test(text)).toBe(keepsRunning);
  });

  it('is the first that the command prints', () => {
    const lines: string[] = [];
    const log = vi.spyOn(console, 'log').mockImplementation((line: string) => lines.push(line));
    const { view, metrics } = analysis;
    const nothing = { json: '', csv: null, trc: null, strips: [], warnings: [] };
    printTable('a.mp4', { ...nothing, view, metrics, safety, findings: findingsFrom(metrics, safety) });
    log.mockRestore();
    const [says, why] = safety.warning === null ? [] : lines;
    expect(says).toBe(safety.warning === null ? undefined : `\n! ${safety.warning.says}`);
    expect(why ?? '').toMatch(warns ?? /^$/);
    expect(lines.join('\n').includes('!')).toBe(warns !== null);
    expect(/keep running/i.test(lines.join('\n'))).toBe(keepsRunning);
  });
});
