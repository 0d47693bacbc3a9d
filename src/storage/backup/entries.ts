/**
 * What a backup holds, one entry after the other: the length of the head (uint32, little-endian), the head (canonical JSON),
 * and for recordings and clips `bytes` bytes. Sessions are followed by their recordings and clips; the last entry says how
 * many came before it.
 */
import * as v from 'valibot';
import { isWholeRecording } from '../pack-recording';
import {
  cleanedHead,
  comparisonRecord,
  ownErrorRecord,
  runnerRecord,
  sessionRecord,
  settingRecord,
} from '../record-schemas';
import type { PelvicLine } from '../../metrics/pelvic-line';
import type { ClipRecord, RecordingRecord } from '../records';
import { BackupError } from './backup-error';
import { BlobParts } from './blob-parts';
import { canonicalJson, fromCanonicalJson } from './canonical-json';
import type { ChunkReader } from './chunk-reader';
import type { ChunkWriter } from './chunk-writer';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const ofTake = { sessionId: v.string(), takeId: v.string() };
const lightHead = v.variant('kind', [
  v.object({ kind: v.literal('runner'), record: runnerRecord }),
  v.object({ kind: v.literal('session'), record: sessionRecord }),
  v.object({ kind: v.literal('comparison'), record: comparisonRecord }),
  v.object({ kind: v.literal('ownError'), record: ownErrorRecord }),
  v.object({ kind: v.literal('setting'), record: settingRecord }),
  v.object({ kind: v.literal('end'), entries: count }),
]);
const heavyHead = v.variant('kind', [
  v.object({
    kind: v.literal('recording'),
    ...ofTake,
    /** Lengths of the arrays that follow, in this order. */
    timeS: count,
    landmarks: count,
    pelvis: v.nullable(v.object({ timeS: count, rows: count })),
    /** Two arrays of its line follow, each as long as timeS. Absent in format 1. */
    cleaned: v.optional(cleanedHead, null),
  }),
  v.object({ kind: v.literal('clip'), ...ofTake, type: v.string(), bytes: count }),
]);
const anyHead = v.union([lightHead, heavyHead]);
type HeavyHead = v.InferOutput<typeof heavyHead>;
export type LightEntry = v.InferOutput<typeof lightHead>;
export type Entry =
  LightEntry | { kind: 'recording'; record: RecordingRecord } | { kind: 'clip'; record: ClipRecord };

/** A head is one session's numbers, some 10 kB a take; people's notes may be long. */
const LONGEST_HEAD = 64 * 2 ** 20;
/** Clips are read in pieces of this many bytes. */
const PIECE_BYTES = 2 ** 20;

export async function writeEntry(writer: ChunkWriter, entry: Entry): Promise<void> {
  if (entry.kind === 'recording') {
    const { sessionId, takeId, timeS, landmarks, pelvis, cleaned } = entry.record;
    await writeHead(writer, {
      kind: 'recording',
      sessionId,
      takeId,
      timeS: timeS.length,
      landmarks: landmarks.length,
      pelvis: pelvis && { timeS: pelvis.timeS.length, rows: pelvis.rows.length },
      cleaned: v.parse(cleanedHead, cleaned),
    });
    const line = cleaned?.pelvis?.line;
    const arrays = [
      ...[timeS, landmarks],
      ...(pelvis ? [pelvis.timeS, pelvis.rows] : []),
      ...(line ? [line.tiltDeg, line.confidence] : []),
    ];
    for (const { buffer, byteOffset, byteLength } of arrays)
      await writer.write(new Uint8Array(buffer, byteOffset, byteLength));
  } else if (entry.kind === 'clip') {
    const { sessionId, takeId, blob } = entry.record;
    await writeHead(writer, { kind: 'clip', sessionId, takeId, type: blob.type, bytes: blob.size });
    for (let at = 0; at < blob.size; at += PIECE_BYTES)
      await writer.write(new Uint8Array(await blob.slice(at, at + PIECE_BYTES).arrayBuffer()));
  } else {
    await writeHead(writer, entry);
  }
}

async function writeHead(writer: ChunkWriter, head: LightEntry | HeavyHead): Promise<void> {
  const json = new TextEncoder().encode(canonicalJson(head));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, json.length, true);
  await writer.write(length);
  await writer.write(json);
}

/** The next entry. Throws BackupError 'damaged' where it makes no sense. */
export async function readEntry(reader: ChunkReader): Promise<Entry> {
  const length = new DataView((await reader.exactly(4)).buffer).getUint32(0, true);
  if (length > LONGEST_HEAD) throw new BackupError('damaged');
  const head = v.safeParse(anyHead, parsed(new TextDecoder().decode(await reader.exactly(length))));
  if (!head.success) throw new BackupError('damaged');
  const { output } = head;
  switch (output.kind) {
    case 'recording':
      return { kind: 'recording', record: await readRecording(reader, output) };
    case 'clip':
      return { kind: 'clip', record: await readClip(reader, output) };
    default:
      return output;
  }
}

/** Arrays are little-endian, as every machine that runs a browser is. */
async function readRecording(
  reader: ChunkReader,
  head: Extract<HeavyHead, { kind: 'recording' }>,
): Promise<RecordingRecord> {
  const float64 = async (length: number) => new Float64Array((await reader.exactly(8 * length)).buffer);
  const float32 = async (length: number) => new Float32Array((await reader.exactly(4 * length)).buffer);
  const lineOf = async (line: Pick<PelvicLine, 'method' | 'neutralTiltDeg'>) => ({
    ...line,
    tiltDeg: await float32(head.timeS),
    confidence: await float32(head.timeS),
  });
  const { sessionId, takeId, cleaned } = head;
  const record: RecordingRecord = {
    sessionId,
    takeId,
    timeS: await float64(head.timeS),
    landmarks: await float32(head.landmarks),
    pelvis: head.pelvis && {
      timeS: await float64(head.pelvis.timeS),
      rows: await float32(head.pelvis.rows),
    },
    cleaned: cleaned && {
      identity: cleaned.identity,
      pelvis: cleaned.pelvis && { ...cleaned.pelvis, line: await lineOf(cleaned.pelvis.line) },
    },
  };
  if (!isWholeRecording(record)) throw new BackupError('damaged');
  return record;
}

async function readClip(
  reader: ChunkReader,
  { sessionId, takeId, type, bytes }: Extract<HeavyHead, { kind: 'clip' }>,
): Promise<ClipRecord> {
  const parts = new BlobParts();
  for (let left = bytes; left > 0;) {
    const piece = await reader.some(left);
    parts.add(piece.slice());
    left -= piece.length;
  }
  return { sessionId, takeId, blob: parts.build(type) };
}

function parsed(text: string): unknown {
  try {
    return fromCanonicalJson(text);
  } catch (error) {
    throw new BackupError('damaged', { cause: error });
  }
}
