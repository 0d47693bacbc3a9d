import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ASKS_AGAIN_MS = 300;

/**
 * Has a folder filled once for all test files, which run in processes of their own: by whoever asks first, while the others
 * wait. The folder is there whole or not at all. Name it by a hash of what goes into it, and it serves the next run too.
 */
export async function once(folder: string, fill: (unfinished: string) => Promise<void>): Promise<void> {
  const claim = `${folder}.claim`;
  mkdirSync(dirname(folder), { recursive: true });
  while (!existsSync(folder)) {
    if (!claimed(claim)) await sleep(ASKS_AGAIN_MS);
    else
      await fillClaimed(folder, fill).finally(() => {
        rmSync(claim);
      });
  }
}

async function fillClaimed(folder: string, fill: (unfinished: string) => Promise<void>): Promise<void> {
  // Whoever held the claim before may have finished between our two looks.
  if (existsSync(folder)) return;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished);
  await fill(unfinished);
  renameSync(unfinished, folder);
}

/** A claim whose process is gone was left by a run that was stopped. */
function claimed(claim: string): boolean {
  try {
    writeFileSync(claim, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (!isHeld(claim)) rmSync(claim, { force: true });
    return false;
  }
}

function isHeld(claim: string): boolean {
  try {
    const pid = Number(readFileSync(claim, 'utf8'));
    // Between its making and its writing the file is empty, and belongs to somebody all the same.
    if (pid !== 0) process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
