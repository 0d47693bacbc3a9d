/** Clips that many tests need the numbers of: each is measured once, by the command, and kept until the app changes. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type AnalysisFile, readAnalysis, runAnalyse } from './run-command';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const KEPT = `${ROOT}tests/.out/measured/`;

/** What the command left of one clip. */
export interface Measured {
  analysis: AnalysisFile;
  /** The session with its clip, as the app restores it. */
  session: string;
  report: string;
  /** What the command said on the way, line by line: progress, and doubts about the clip. */
  said: string[];
  /** Every file that the command left. */
  files: string[];
}

/** The clip measured with the full network: by whoever asks first, while the others wait. */
export async function measured(clip: string): Promise<Measured> {
  const folder = join(KEPT, `${basename(clip)}-${hashOf(clip)}`);
  while (!existsSync(folder)) await measureOrWait(clip, folder);
  const out = join(folder, 'out');
  return {
    analysis: readAnalysis(join(out, 'analysis.json')),
    session: join(out, 'session.plumbline'),
    report: join(out, 'report.pdf'),
    said: readFileSync(join(folder, 'said.txt'), 'utf8').split('\n'),
    files: readdirSync(out).sort(),
  };
}

async function measureOrWait(clip: string, folder: string): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  if (!claimed(unfinished)) {
    await sleep(500);
    return;
  }
  if (existsSync(folder)) {
    rmSync(`${unfinished}.claim`); // the one before finished between our two looks
    return;
  }
  const out = join(unfinished, 'out');
  const { exitCode, stderr } = await runAnalyse(
    ...[clip, '--json', join(out, 'analysis.json'), '--session', join(out, 'session.plumbline')],
    ...['--report', join(out, 'report.pdf')],
  );
  if (exitCode !== 0) {
    rmSync(`${unfinished}.claim`);
    throw new Error(`npm run analyse ended with ${String(exitCode)}: ${stderr}`);
  }
  writeFileSync(join(unfinished, 'said.txt'), stderr);
  renameSync(unfinished, folder);
  rmSync(`${unfinished}.claim`);
}

/** True for the one who is to measure. A claim whose process is gone was left by a run that was stopped. */
function claimed(unfinished: string): boolean {
  mkdirSync(KEPT, { recursive: true });
  const claim = `${unfinished}.claim`;
  try {
    writeFileSync(claim, String(process.pid), { flag: 'wx' });
  } catch {
    if (!isRunning(claim)) rmSync(claim, { force: true });
    return false;
  }
  rmSync(unfinished, { recursive: true, force: true });
  return true;
}

function isRunning(claim: string): boolean {
  try {
    process.kill(Number(readFileSync(claim, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}

/** Of the clip, and of all that the page runs: the built service worker holds the versions of app, models and demo. */
function hashOf(clip: string): string {
  const hash = createHash('sha256');
  for (const path of [`${ROOT}dist/service-worker.js`, `${ROOT}dist/command.js`, clip])
    hash.update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
}
