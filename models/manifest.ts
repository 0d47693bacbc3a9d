import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import * as v from 'valibot';
import type { ModelFile } from './graph-writer';

const hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const manifestEntry = v.object({
  package: v.string(),
  packageVersion: v.string(),
  sourceFile: v.string(),
  licence: v.string(),
  origin: v.string(),
  /** Of the source file, hex. */
  sourceSha256: hex,
  /** Of the written files, hex: see `hashFiles`. */
  resultSha256: hex,
});

/** `models/manifest.json`: where each model comes from and what it becomes. Committed, and read by the app. */
const manifest = v.object({
  /** CONVERTER_VERSION of the program that made the results. */
  converterVersion: v.number(),
  models: v.object({
    detector: manifestEntry,
    lite: manifestEntry,
    full: manifestEntry,
    heavy: manifestEntry,
  }),
});

export type ManifestEntry = v.InferOutput<typeof manifestEntry>;
export type Manifest = v.InferOutput<typeof manifest>;

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

/** The committed manifest; null where there is none yet. */
export async function readManifest(path: string): Promise<Manifest | null> {
  try {
    return v.parse(manifest, JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new Error(`${path} cannot be read; restore it from version control.`, { cause: error });
  }
}

export async function writeManifest(path: string, content: Manifest): Promise<void> {
  const unfinished = `${path}.${process.pid}.tmp`;
  await writeFile(unfinished, `${JSON.stringify(content, null, 2)}\n`);
  await rename(unfinished, path);
}
