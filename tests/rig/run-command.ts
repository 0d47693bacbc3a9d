import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface CommandResult {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** `npm run analyse -- …`, without the set-up that npm test has done already. */
export function runAnalyse(...args: string[]): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/command/analyse.ts', ...args], {
      cwd: ROOT,
    });
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (data: Buffer) => (output.stdout += data.toString()));
    child.stderr.on('data', (data: Buffer) => (output.stderr += data.toString()));
    child.on('error', reject);
    child.on('close', (exitCode) => {
      resolve({ exitCode, ...output });
    });
  });
}

/** The parts of ANALYSIS.json that tests look at. */
export interface AnalysisFile {
  source: { frames: number; fps: number; width: number; height: number };
  receipt: { backend: string; modelSha256: string };
  view: string | null;
  track: { timeS: number[]; landmarks: Record<string, { x: (number | null)[]; y: (number | null)[] }> };
  contacts: { side: 'left' | 'right'; initialContactS: number; toeOffS: number }[];
  strides: { side: 'left' | 'right'; startS: number; endS: number; values: Record<string, number | null> }[];
  pelvicLine: { method: string; tiltDeg: (number | null)[]; hipLineDeg: (number | null)[] };
  metrics: Record<
    string,
    { unavailable?: string } & Partial<Record<'left' | 'right' | 'both', { mean: number; n: number }>>
  >;
}

/** A folder of this test's own. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'plumbline-'));
}

export function readAnalysis(path: string): AnalysisFile {
  return JSON.parse(readFileSync(path, 'utf8')) as AnalysisFile;
}
