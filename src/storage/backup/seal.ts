import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { BackupError } from './backup-error';
import { headerBytes, ITERATIONS, type Lock } from './header';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Closes the chunks of a backup so that none can be changed, moved, left out or put in from another file.
 *
 * [Note: Chunks] The body is cut into chunks of CHUNK_BYTES; only the last is shorter. As in age's STREAM construction
 * (Hoang, Reyhanitabar, Rogaway, Vizár 2015) every chunk is bound to its number, to whether it is the last, and to the
 * header. With a passphrase that is AES-256-GCM: nonce = number and last-flag, the header as additional data; the key is of
 * this file alone (random salt), so no nonce comes twice. Without, it is a SHA-256 of the same things: against accidents.
 */
export interface Seal {
  /** Bytes by which a closed chunk is longer. */
  overhead: number;
  close(plain: Bytes, index: number, last: boolean): Promise<Bytes>;
  /** null = this is not what was closed. */
  open(closed: Bytes, index: number, last: boolean): Promise<Bytes | null>;
}

export const CHUNK_BYTES = 2 ** 20;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HASH_BYTES = 32;

/** A new backup's header and seal; `passphrase` null = not locked. */
export async function newSeal(passphrase: string | null): Promise<{ header: Bytes; seal: Seal }> {
  if (passphrase === null) {
    const header = headerBytes(null);
    return { header, seal: hashSeal(header) };
  }
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const key = await keyOf(passphrase, salt, ITERATIONS);
  const header = headerBytes({
    key: 'PBKDF2-HMAC-SHA-256',
    cipher: 'AES-256-GCM',
    iterations: ITERATIONS,
    salt: bytesToHex(salt),
    check: bytesToHex(await checkOf(key)),
  });
  return { header, seal: cipherSeal(key, header) };
}

/** The seal of a backup that was read. Throws BackupError 'locked' or 'wrongPassphrase'. */
export async function sealOf(header: Bytes, lock: Lock | null, passphrase: string | null): Promise<Seal> {
  if (lock === null) return hashSeal(header);
  if (passphrase === null) throw new BackupError('locked');
  const key = await keyOf(passphrase, Uint8Array.from(hexToBytes(lock.salt)), lock.iterations);
  if (bytesToHex(await checkOf(key)) !== lock.check) throw new BackupError('wrongPassphrase');
  return cipherSeal(key, header);
}

/** Normalised, because keyboards spell “é” in two ways. */
async function keyOf(passphrase: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const words = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', words, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/** The tag of nothing, under a nonce that no chunk has: it tells the key, and nothing about the passphrase beyond that. */
async function checkOf(key: CryptoKey): Promise<Bytes> {
  const iv = new Uint8Array(NONCE_BYTES).fill(0xff);
  return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new Uint8Array()));
}

/** Bytes 3–10: the chunk's number, big-endian; byte 11: 1 for the last. */
function placeOf(index: number, last: boolean): Bytes {
  const place = new Uint8Array(NONCE_BYTES);
  new DataView(place.buffer).setBigUint64(3, BigInt(index));
  place[NONCE_BYTES - 1] = last ? 1 : 0;
  return place;
}

function cipherSeal(key: CryptoKey, header: Bytes): Seal {
  const parameters = (index: number, last: boolean) => ({
    name: 'AES-GCM',
    iv: placeOf(index, last),
    additionalData: header,
  });
  return {
    overhead: TAG_BYTES,
    async close(plain, index, last) {
      return new Uint8Array(await crypto.subtle.encrypt(parameters(index, last), key, plain));
    },
    async open(closed, index, last) {
      try {
        return new Uint8Array(await crypto.subtle.decrypt(parameters(index, last), key, closed));
      } catch {
        return null; // WebCrypto says no more than OperationError
      }
    },
  };
}

function hashSeal(header: Bytes): Seal {
  const hashOf = async (plain: Bytes, index: number, last: boolean) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', joined(header, placeOf(index, last), plain)));
  return {
    overhead: HASH_BYTES,
    async close(plain, index, last) {
      return joined(plain, await hashOf(plain, index, last));
    },
    async open(closed, index, last) {
      const plain = closed.subarray(0, -HASH_BYTES);
      const hash = await hashOf(plain, index, last);
      return hash.every((byte, i) => closed[plain.length + i] === byte) ? plain : null;
    },
  };
}

function joined(...pieces: Bytes[]): Bytes {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
