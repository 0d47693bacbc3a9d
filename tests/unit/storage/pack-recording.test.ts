import fc from 'fast-check';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { analyseRun } from '../../../src/analysis/analyse-run';
import { NOTHING_SAID, safetyOf } from '../../../src/feedback/safety';
import type { Recording } from '../../../src/analysis/recording';
import { NO_CORRECTIONS } from '../../../src/analysis/run-analysis';
import { NO_FACTS } from '../../../src/analysis/session';
import { toAnalysisJson } from '../../../src/exchange/analysis-json';
import { readTrackFile } from '../../../src/exchange/read-track';
import { isMeasured } from '../../../src/metrics/summary';
import { ChunkReader } from '../../../src/storage/backup/chunk-reader';
import { ChunkWriter } from '../../../src/storage/backup/chunk-writer';
import { type Entry, readEntry, writeEntry } from '../../../src/storage/backup/entries';
import { headOf, packRecording, unpackRecording } from '../../../src/storage/pack-recording';
import { recordingRecord, sessionRecord } from '../../../src/storage/record-schemas';
import type { RecordingRecord, SessionRecord } from '../../../src/storage/records';
import { anyRecording } from '../../truth/any-recording';
import { recordingOf } from '../../truth/recording-of';
import { syntheticRun } from '../../truth/synthetic-runner';
import { useBackend } from '../../rig/backends';

/** Both halves as they are stored: a session of one take, and its long arrays. */
function packed(recording: Recording): { session: SessionRecord; arrays: RecordingRecord } {
  const take = { id: 't', corrections: NO_CORRECTIONS, summary: null, clipBytes: null };
  const times = { filmedAtMs: 0, createdAtMs: 0, changedAtMs: 0 };
  const facts = { runnerId: null, title: '', facts: NO_FACTS, tags: [] };
  return {
    session: { id: 's', ...times, ...facts, takes: [{ ...take, ...headOf(recording) }] },
    arrays: packRecording('s', 't', recording),
  };
}

/** As it comes back from the database. */
function stored(recording: Recording): Recording {
  const { session, arrays } = structuredClone(packed(recording));
  return unpackRecording(v.parse(sessionRecord, session).takes[0]!, v.parse(recordingRecord, arrays));
}

/** As it comes back from a backup. */
async function restored(recording: Recording): Promise<Recording> {
  const { session, arrays } = packed(recording);
  const written: Entry[] = [
    { kind: 'session', record: session },
    { kind: 'recording', record: arrays },
  ];
  const writer = await ChunkWriter.start(null);
  for (const entry of written) await writeEntry(writer, entry);
  const reader = await ChunkReader.start(await writer.finish(), null);
  const [light, heavy] = [await readEntry(reader), await readEntry(reader)];
  reader.mustBeAtEnd();
  if (light.kind !== 'session' || heavy.kind !== 'recording')
    throw new Error('It came back as another kind.');
  return unpackRecording(light.record.takes[0]!, heavy.record);
}

describe('a recording comes back as it was, whatever is in it', () => {
  it('from the store', () => {
    fc.assert(
      fc.property(anyRecording, (recording) => {
        expect(stored(recording)).toEqual(recording);
      }),
    );
  });

  it('from a backup', async () => {
    await fc.assert(
      fc.asyncProperty(anyRecording, async (recording) => {
        expect(await restored(recording)).toEqual(recording);
      }),
    );
  });

  it('in memory of its own: of an array that is part of a larger one, only the part is kept', () => {
    const long = new Float32Array(1000);
    const { track } = syntheticRun({ durationS: 0.1 });
    const line = { method: 'hem' as const, neutralTiltDeg: null, tiltDeg: long.subarray(0, 6) };
    const pelvis = {
      line: { ...line, confidence: long.subarray(6, 12) },
      view: 'rear' as const,
      cameraRollDeg: 0,
    };
    const identity = { relabelledFrames: [], hiddenFrames: { left: [], right: [] } };
    const { arrays } = packed({ ...recordingOf(track), cleaned: { identity, pelvis } });
    expect(arrays.cleaned?.pelvis?.line.tiltDeg.buffer.byteLength).toBe(4 * 6);
    expect(v.is(recordingRecord, arrays)).toBe(true);
    const short = { ...pelvis, line: { ...pelvis.line, confidence: long.subarray(0, 5) } };
    expect(v.is(recordingRecord, { ...arrays, cleaned: { identity, pelvis: short } })).toBe(false);
  });

  it('or, from before its field was kept, as one that was not cleaned', () => {
    const recording = recordingOf(syntheticRun({ durationS: 0.1 }).track);
    const { cleaned, ...earlier } = packed(recording).arrays;
    expect(cleaned).toBeNull();
    expect(v.parse(recordingRecord, earlier)).toEqual({ ...earlier, cleaned: null });
  });
});

describe('an ANALYSIS.json that was kept', () => {
  beforeAll(() => useBackend('wasm'));

  it('gives the same numbers when it is opened again: not filtered twice, with its pelvic drop', async () => {
    const run = syntheticRun({
      durationS: 8,
      view: 'rear',
      noise: 0.004,
      pelvicDropDeg: { left: 6, right: 3 },
    });
    const first = await analyseRun({ ...recordingOf(run.track), pose: null }, NO_CORRECTIONS);
    first.pelvicLine!.method = 'waistband'; // as if it had been followed in the picture
    const json = toAnalysisJson(recordingOf(run.track), first, safetyOf(NOTHING_SAID, null));
    const { recording, corrections } = await readTrackFile(new File([json], 'run.json'));
    const fresh = await analyseRun(recording, corrections);
    expect(isMeasured(fresh.metrics.pelvicDropPeakDeg)).toBe(true);
    expect(await analyseRun(stored(recording), corrections)).toEqual(fresh);
    expect(await restored(recording)).toEqual(recording);
  });
});
