import { createHash } from 'node:crypto';
import { analyseRun } from '../../../src/analysis/analyse-run';
import { PIPELINE_VERSION } from '../../../src/analysis/pipeline';
import { NO_CORRECTIONS, type RunAnalysis } from '../../../src/analysis/run-analysis';
import { type NODE_BACKENDS, useBackend } from '../../rig/backends';
import { keptRecordings } from './kept-recordings';

/** A hash of each kept recording's analysis, and the version of the pipeline that gave it. Kept in hashes.json. */
export interface PipelineHashes {
  pipelineVersion: number;
  hashes: Record<string, string>;
}

export const COMMAND = 'npm run pipeline-hashes';

/** Why the hashes of now must not take the place of the kept ones, and what to do; null = they may. */
export function objection(kept: PipelineHashes, now: PipelineHashes): string | null {
  if (now.pipelineVersion > kept.pipelineVersion) return null;
  const views = [...new Set([...Object.keys(kept.hashes), ...Object.keys(now.hashes)])];
  const changed = views.filter((view) => kept.hashes[view] !== now.hashes[view]);
  if (changed.length === 0 && now.pipelineVersion === kept.pipelineVersion) return null;
  const what =
    changed.length === 0
      ? 'PIPELINE_VERSION was lowered'
      : `The pipeline gives other numbers (${changed.join(', ')}) than its version ${kept.pipelineVersion} gave`;
  return `${what}: raise PIPELINE_VERSION in src/analysis/pipeline.ts to ${kept.pipelineVersion + 1}, then run “${COMMAND}”.`;
}

/** The kept recordings as this program analyses them, by view. */
export async function analysesOn(backend: (typeof NODE_BACKENDS)[number]): Promise<Map<string, RunAnalysis>> {
  await useBackend(backend);
  const analyses = new Map<string, RunAnalysis>();
  for (const [view, recording] of await keptRecordings())
    analyses.set(view, await analyseRun(recording, NO_CORRECTIONS));
  return analyses;
}

/**
 * The hashes of analyses that were made on `cpu`.
 *
 * [Note: Plain JavaScript] The CPU backend's arithmetic is the same to the bit on every machine, but for sines and logarithms, whose last
 * of 16 digits may differ between JavaScript engines. WebAssembly adds in another order and in 7 digits: that
 * moves some of 90,000 numbers over the edge of whatever they are rounded to, so it is held by a tolerance (pipeline.test).
 */
export function hashesOf(analyses: ReadonlyMap<string, RunAnalysis>): PipelineHashes {
  const hashes = [...analyses].map(([view, analysis]) => [view, hashOf(analysis)] as const);
  return { pipelineVersion: PIPELINE_VERSION, hashes: Object.fromEntries(hashes) };
}

/**
 * A ten-thousandth of a degree, second, pixel or percent: far finer than anybody reads, and coarse enough that a difference in the
 * 16th digit changes no hash (a chance of one in a thousand over all numbers). Decimals rather than significant digits, for in a
 * number that is 0 but for rounding none is significant.
 */
const DIGITS = 4;

/** Sixteen hexadecimal digits. */
export function hashOf(analysis: RunAnalysis): string {
  const hash = createHash('sha256');
  for (const [path, value] of numbersOf(analysis))
    hash.update(`${path} ${typeof value === 'string' ? value : value.map(rounded).join(' ')}\n`);
  return hash.digest('hex').slice(0, 16);
}

function rounded(value: number): number {
  return Math.round(value * 10 ** DIGITS) / 10 ** DIGITS;
}

/**
 * All of an analysis in the order of its keys' names, a long array as one. Of texts only codes such as “left” or “waistband” count: a
 * sentence, a name or a unit may be put better without any number changing.
 */
export function numbersOf(value: unknown, path = ''): [path: string, value: number[] | string][] {
  if (typeof value === 'number') return [[path, [value]]];
  if (typeof value === 'string') return [[path, /^[a-z][\w-]*$/.test(value) ? value : 'words']];
  if (value instanceof Float32Array || value instanceof Float64Array) return [[path, Array.from(value)]];
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, entry]) => numbersOf(entry, `${path}.${key}`));
}
