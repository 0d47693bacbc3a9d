/** Clips that many tests need the numbers of: each is measured once, by the command, and kept until the app changes. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWhereNeeded } from '../../src/command/app-page';
import { once } from './once';
import { type AnalysisFile, readAnalysis, runAnalyse } from './run-command';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Outside of the checkout, since a fresh clone of the same program measures the same. */
const KEPT = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'plumbline-tests');
const KEPT_FOR_MS = 7 * 24 * 3600 * 1000;

/** What the command left of one clip. */
export interface Measured {
  analysis: AnalysisFile;
  /** The session with its clip, as the app restores it. */
  session: string;
  /** What the command said on the way, line by line: progress, and doubts about the clip. */
  said: string[];
  /** Every file that the command left. */
  files: string[];
}

/** The clip measured with the full network: by whoever asks first, while the others wait. */
export async function measured(clip: string): Promise<Measured> {
  await buildWhereNeeded();
  const folder = join(KEPT, `${basename(clip)}-${hashOf(clip)}`);
  await once(folder, (unfinished) => measure(clip, unfinished));
  utimesSync(folder, new Date(), new Date());
  const out = join(folder, 'out');
  return {
    analysis: readAnalysis(join(out, 'analysis.json')),
    session: join(out, 'session.plumbline'),
    said: readFileSync(join(folder, 'said.txt'), 'utf8').split('\n'),
    files: readdirSync(out).sort(),
  };
}

/** Takes away what no test asked for in a week. */
export function forgetOldMeasured(): void {
  if (!existsSync(KEPT)) return;
  for (const name of readdirSync(KEPT)) {
    const path = join(KEPT, name);
    if (Date.now() - statSync(path).mtimeMs > KEPT_FOR_MS) rmSync(path, { recursive: true, force: true });
  }
}

async function measure(clip: string, folder: string): Promise<void> {
  const out = join(folder, 'out');
  const { exitCode, stderr } = await runAnalyse(
    ...[clip, '--json', join(out, 'analysis.json'), '--session', join(out, 'session.plumbline')],
  );
  if (exitCode !== 0) throw new Error(`npm run analyse ended with ${String(exitCode)}: ${stderr}`);
  writeFileSync(join(folder, 'said.txt'), stderr);
}

/** Of the clip, and of all that the page runs: the built service worker holds the versions of app, models and demo. */
function hashOf(clip: string): string {
  const hash = createHash('sha256');
  for (const path of [`${ROOT}dist/service-worker.js`, `${ROOT}dist/command.js`, clip])
    hash.update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
}
