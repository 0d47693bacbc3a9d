import type { Recording } from '../analysis/recording';

/** How a typed array is written: its kind, and its bytes as base64 (NaN and all). */
interface PackedArray {
  packed: 'Float32Array' | 'Float64Array';
  bytes: string;
}

/** Bytes that become one string at once: more arguments than this overflow the stack of some engines. */
const CHUNK = 0x8000;

/** A recording as JSON, to be kept beside its clip so that what follows from it can be worked out again without the pixels. */
export function writeRecording(recording: Recording): string {
  return JSON.stringify(recording, (_, value: unknown) => {
    if (value instanceof Float32Array) return packed('Float32Array', value);
    if (value instanceof Float64Array) return packed('Float64Array', value);
    return value;
  });
}

/** The recording of `writeRecording`: our own file, whose name holds the version of what wrote it. */
export function readRecording(json: string): Recording {
  return JSON.parse(json, (_, value: unknown) => (isPacked(value) ? unpacked(value) : value)) as Recording;
}

function packed(kind: PackedArray['packed'], array: Float32Array | Float64Array): PackedArray {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK)
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return { packed: kind, bytes: btoa(text) };
}

function isPacked(value: unknown): value is PackedArray {
  return typeof value === 'object' && value !== null && 'packed' in value && 'bytes' in value;
}

function unpacked({ packed: kind, bytes }: PackedArray): Float32Array | Float64Array {
  const { buffer } = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
  return kind === 'Float32Array' ? new Float32Array(buffer) : new Float64Array(buffer);
}
