import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { analyseRun } from '../../../src/analysis/analyse-run';
import { PIPELINE_VERSION } from '../../../src/analysis/pipeline';
import { NO_CORRECTIONS } from '../../../src/analysis/run-analysis';
import { NO_FACTS } from '../../../src/analysis/session';
import { headOf, packRecording, unpackRecording } from '../../../src/storage/pack-recording';
import { ownErrorRecord, recordingRecord, sessionRecord } from '../../../src/storage/record-schemas';
import type { SessionRecord, TakeRecord } from '../../../src/storage/records';
import { isOutOfDate, summaryOf } from '../../../src/storage/take-summary';
import { recordingOf } from '../../truth/recording-of';
import { syntheticRun } from '../../truth/synthetic-runner';
import { useBackend } from '../../rig/backends';

beforeAll(() => useBackend('wasm'));

/** A session of one take, analysed by today's pipeline. */
async function analysed(view: 'left' | 'rear', durationS: number) {
  const recording = recordingOf(syntheticRun({ view, durationS, missing: ['left_ear'] }).track);
  const summary = summaryOf(await analyseRun(recording, NO_CORRECTIONS));
  const take: TakeRecord = {
    id: 'take',
    ...headOf(recording),
    corrections: NO_CORRECTIONS,
    summary,
    clipBytes: null,
  };
  const record: SessionRecord = {
    id: 'session',
    runnerId: null,
    title: '',
    filmedAtMs: 0,
    createdAtMs: 0,
    changedAtMs: 0,
    facts: NO_FACTS,
    tags: [],
    takes: [take],
  };
  return { record, take, summary, recording };
}

describe('what the pipeline says passes the border', () => {
  it.each([
    ['left', 12],
    ['rear', 12],
    ['left', 2],
  ] as const)('from %s, %i s: nothing of it is lost', async (view, durationS) => {
    const { record } = await analysed(view, durationS);
    expect(v.parse(sessionRecord, structuredClone(record))).toEqual(record);
  });

  it('with metrics that were invented since: they are unavailable, and say why', async () => {
    const { record, summary } = await analysed('left', 12);
    const earlier = Object.fromEntries(Object.entries(summary.metrics).filter(([id]) => id !== 'cadenceSpm'));
    const [take] = record.takes;
    const stored = { ...record, takes: [{ ...take, summary: { ...summary, metrics: earlier } }] };
    const read = v.parse(sessionRecord, stored);
    expect(read.takes[0]?.summary?.metrics.cadenceSpm).toMatchObject({
      unavailable: expect.stringMatching(/analyse it again/) as string,
    });
  });

  it('of an earlier version, which asked for no red flags: unknown, not “no”', async () => {
    const { record } = await analysed('left', 2);
    const { speedKmh, inclinePct, shoes, pain, note } = record.facts;
    const read = v.parse(sessionRecord, { ...record, facts: { speedKmh, inclinePct, shoes, pain, note } });
    expect(read.facts).toEqual(record.facts);
    expect(read.facts).toMatchObject({ redFlags: null, ageGroup: null });
    const wrong = { ...record, facts: { ...record.facts, redFlags: ['cold feet'] } };
    expect(v.is(sessionRecord, wrong)).toBe(false);
  });

  it('and knows when it is out of date', async () => {
    const { summary } = await analysed('left', 2);
    expect(isOutOfDate(summary)).toBe(false);
    expect(isOutOfDate({ ...summary, pipelineVersion: PIPELINE_VERSION - 1 })).toBe(true);
    expect(isOutOfDate(null)).toBe(true);
  });

  it('a packed recording comes back to the bit, and one with a frame missing does not pass', async () => {
    const { take, recording } = await analysed('rear', 2);
    const packed = packRecording('session', 'take', recording);
    expect(unpackRecording(take, v.parse(recordingRecord, structuredClone(packed)))).toEqual(recording);
    expect(v.is(recordingRecord, { ...packed, timeS: packed.timeS.slice(1) })).toBe(false);
    expect(v.is(recordingRecord, { ...packed, landmarks: Array.from(packed.landmarks) })).toBe(false);
  });
});

describe('a runner’s own error', () => {
  const kept = {
    runnerId: 'ann',
    measuredAtMs: 1,
    sessionIds: ['a', 'b'],
    detectable: { pelvicDropPeakDeg: 2 },
  };

  it('may be from before the mean of both legs had its own', () => {
    expect(v.parse(ownErrorRecord, kept)).toEqual({ ...kept, detectableOfMean: {} });
    const today = { ...kept, detectableOfMean: { pelvicDropPeakDeg: 1.5 } };
    expect(v.parse(ownErrorRecord, today)).toEqual(today);
    expect(v.is(ownErrorRecord, { ...kept, detectableOfMean: { pelvicDropPeakDeg: NaN } })).toBe(false);
  });
});
