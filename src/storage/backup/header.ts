import * as v from 'valibot';
import { BackupError } from './backup-error';
import { canonicalJson, fromCanonicalJson } from './canonical-json';

/** The first line of every backup, also for people who open one in an editor. */
const MAGIC = new TextEncoder().encode('PLUMBLINE BACKUP\n');
/**
 * Raised by one whenever an older Plumbline could not read what is written; older formats stay readable. 2: a recording says
 * what an earlier analysis had found.
 */
const FORMAT = 2;
/** A header is some 200 bytes. */
const LONGEST_HEADER = 4096;
/** OWASP's least for PBKDF2 with SHA-256 (2023); about half a second on a laptop. */
export const ITERATIONS = 600_000;
/** More would be an edited header that is meant to hang the page. */
const MOST_ITERATIONS = 100 * ITERATIONS;

const hex = (bytes: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`)));

/** How the key follows from the passphrase. `check` tells a wrong passphrase from a damaged file. */
const lock = v.object({
  key: v.literal('PBKDF2-HMAC-SHA-256'),
  cipher: v.literal('AES-256-GCM'),
  iterations: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_ITERATIONS)),
  salt: hex(16),
  check: hex(16),
});
export type Lock = v.InferOutput<typeof lock>;

const header = v.object({ format: v.picklist([1, FORMAT]), lock: v.nullable(lock) });
const anyFormat = v.looseObject({ format: v.pipe(v.number(), v.integer()) });

/**
 * The bytes before the first chunk: the magic line, the length of the JSON (uint32, little-endian), the JSON.
 *
 * [Note: No date in a backup] Nothing in it says when or by what it was written, so that the same store gives the same
 * bytes, and two backups may be compared by their hashes.
 */
export function headerBytes(locked: Lock | null): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(canonicalJson({ format: FORMAT, lock: locked }));
  const bytes = new Uint8Array(MAGIC.length + 4 + json.length);
  bytes.set(MAGIC);
  new DataView(bytes.buffer).setUint32(MAGIC.length, json.length, true);
  bytes.set(json, MAGIC.length + 4);
  return bytes;
}

/** Reads what `headerBytes` wrote. Throws BackupError 'notABackup', 'newer' or 'damaged'. */
export async function readHeader(file: Blob): Promise<{ bytes: Uint8Array<ArrayBuffer>; lock: Lock | null }> {
  const start = new Uint8Array(await file.slice(0, MAGIC.length + 4).arrayBuffer());
  if (!MAGIC.every((byte, i) => start[i] === byte)) throw new BackupError('notABackup');
  if (start.length < MAGIC.length + 4) throw new BackupError('damaged');
  const length = new DataView(start.buffer).getUint32(MAGIC.length, true);
  if (length > LONGEST_HEADER) throw new BackupError('damaged');
  const bytes = new Uint8Array(await file.slice(0, MAGIC.length + 4 + length).arrayBuffer());
  const json = parsed(new TextDecoder().decode(bytes.subarray(MAGIC.length + 4)));
  const version = v.safeParse(anyFormat, json);
  if (version.success && version.output.format > FORMAT) throw new BackupError('newer');
  const read = v.safeParse(header, json);
  if (!read.success) throw new BackupError('damaged');
  return { bytes, lock: read.output.lock };
}

function parsed(text: string): unknown {
  try {
    return fromCanonicalJson(text);
  } catch (error) {
    throw new BackupError('damaged', { cause: error });
  }
}
