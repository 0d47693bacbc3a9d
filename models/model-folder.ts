import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ModelFile } from './graph-writer';

/** All files of a model's folder; none where there is no folder. */
export async function readFolder(folder: string): Promise<ModelFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ name }) => ({ name, content: await readFile(join(folder, name)) })),
  );
}

/**
 * Puts files in place of a folder's content. They are written beside it first and renamed when complete, so the
 * folder is old, absent or new, but never half-written.
 */
export async function replaceFolder(folder: string, files: readonly ModelFile[]): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const unfinished = await mkdtemp(join(dirname(folder), `.${basename(folder)}-`));
  try {
    const [fresh, old] = [join(unfinished, 'new'), join(unfinished, 'old')];
    await mkdir(fresh);
    for (const { name, content } of files) await writeFile(join(fresh, name), content);
    await rename(folder, old).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    });
    await rename(fresh, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
