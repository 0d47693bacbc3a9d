import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import type { ModelName } from './blazepose';
import type { ModelFile } from './graph-writer';

/** `models/manifest.json`: where each model comes from and what it becomes. Committed, and read by the app. */
export interface Manifest {
  /** CONVERTER_VERSION of the program that made the results. */
  converterVersion: number;
  models: Record<ModelName, ManifestEntry>;
}

export interface ManifestEntry {
  package: string;
  packageVersion: string;
  sourceFile: string;
  licence: string;
  origin: string;
  /** Of the source file, hex. */
  sourceSha256: string;
  /** Of the written files, hex: see `hashFiles`. */
  resultSha256: string;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * SHA-256 over model.json and the weights: for each file in the order of their names, the UTF-8 line
 * "<name> <byte count>\n" and then its bytes. Hex.
 */
export function hashFiles(files: readonly ModelFile[]): string {
  const hash = createHash('sha256');
  const inOrder = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, content } of inOrder) hash.update(`${name} ${content.length}\n`).update(content);
  return hash.digest('hex');
}

/** The committed manifest; null where there is none yet. It is this program's own file, so its shape is trusted. */
export async function readManifest(path: string): Promise<Manifest | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Manifest;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new Error(`${path} cannot be read; restore it from version control.`, { cause: error });
  }
}

export async function writeManifest(path: string, manifest: Manifest): Promise<void> {
  const unfinished = `${path}.${process.pid}.tmp`;
  await writeFile(unfinished, `${JSON.stringify(manifest, null, 2)}\n`);
  await rename(unfinished, path);
}
