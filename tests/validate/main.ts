/**
 * `npm run validate [-- lite full heavy markers --clip=NAME --kept]`: every metric against every truth at hand, in one run. Prints bias, spread, coverage of
 * the 95 % intervals and what was withheld, then every shown number that misses its own interval and tolerance; writes
 * src/metrics/validation.json, which the app tells its errors from. Landmarks of clips are kept in tests/.out/recordings;
 * with --kept only those are used, with --clip=NAME (several times) only those clips, where a network is slow.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { analyseRun } from '../../src/analysis/analyse-run';
import { NO_CORRECTIONS } from '../../src/analysis/run-analysis';
import { TRUTH_ROWS } from '../../src/metrics/validation';
import { MODEL_SIZES } from '../../src/pose/contract';
import { useBackend } from '../rig/backends';
import { clipCases } from './cases';
import { markerCases } from './marker-cases';
import { type Outcome, outcomesOf } from './outcomes';
import { printMisses, printRows } from './print';
import { cutAt, Recordings } from './recordings';
import { rowsWithCoverage } from './rows';

const TABLE = fileURLToPath(new URL('../../src/metrics/validation.json', import.meta.url));

const CLIP = '--clip=';

async function main(asked: readonly string[]): Promise<void> {
  await useBackend('wasm');
  const keptOnly = asked.includes('--kept');
  const only = asked.flatMap((word) => (word.startsWith(CLIP) ? [word.slice(CLIP.length)] : []));
  const named = asked.filter((word) => !word.startsWith('--'));
  const sources = named.length > 0 ? named : [...MODEL_SIZES, 'markers'];
  const outcomes: Outcome[] = [];
  if (sources.includes('markers')) outcomes.push(...(await ofMarkers()));
  const recordings = new Recordings();
  try {
    for (const model of MODEL_SIZES.filter((size) => sources.includes(size)))
      for (const { name: clip, path, untilS, ...judged } of await clipCases()) {
        if (only.length > 0 && !only.includes(clip)) continue;
        const recording = await recordings.of(path, model, keptOnly);
        if (recording === null) continue;
        const corrections = { ...NO_CORRECTIONS, view: judged.view };
        const analysis = await analyseRun(cutAt(recording, untilS), corrections);
        outcomes.push(...outcomesOf({ clip, from: model, ...judged }, analysis));
      }
  } finally {
    await recordings.close();
  }
  const made = rowsWithCoverage(outcomes);
  const rows = [...TRUTH_ROWS.filter(({ from }) => !sources.includes(from)), ...made];
  printRows(made, rows);
  printMisses(outcomes, rows);
  writeFileSync(
    TABLE,
    `{\n  "rows": [\n${rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n')}\n  ]\n}\n`,
  );
}

async function ofMarkers(): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { name: clip, recording, ...judged } of await markerCases()) {
    const analysis = await analyseRun(recording, { ...NO_CORRECTIONS, view: judged.view });
    outcomes.push(...outcomesOf({ clip, from: 'markers', ...judged }, analysis));
  }
  return outcomes;
}

await main(process.argv.slice(2));
