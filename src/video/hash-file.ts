import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** Large enough that reading is not the cost, small enough that memory stays flat (bytes). */
const CHUNK = 4 * 1024 * 1024;

interface HashControl {
  signal?: AbortSignal;
  /** Share of the file that was read, 0 to 1. */
  onProgress?: (share: number) => void;
}

/** SHA-256 of a file's bytes, lower-case hex. Reads in chunks (WebCrypto would want the whole file at once). */
export async function hashFile(file: Blob, { signal, onProgress }: HashControl = {}): Promise<string> {
  const hash = sha256.create();
  for (let at = 0; at < file.size; at += CHUNK) {
    signal?.throwIfAborted();
    hash.update(new Uint8Array(await file.slice(at, at + CHUNK).arrayBuffer()));
    onProgress?.(Math.min(1, (at + CHUNK) / file.size));
  }
  return bytesToHex(hash.digest());
}
