import { beforeAll, describe, expect, it } from 'vitest';
import { analyseRun } from '../../../src/analysis/analyse-run';
import type { Recording } from '../../../src/analysis/recording';
import { NO_CORRECTIONS, type RunAnalysis } from '../../../src/analysis/run-analysis';
import { frameCsv } from '../../../src/exchange/frame-csv';
import { strideCsv } from '../../../src/exchange/stride-csv';
import { METRICS } from '../../../src/metrics/registry';
import { recordingOf } from '../../truth/recording-of';
import { syntheticRun } from '../../truth/synthetic-runner';
import { useBackend } from '../../rig/backends';

let recording: Recording;
let analysis: RunAnalysis;
beforeAll(async () => {
  await useBackend('wasm');
  const { track } = syntheticRun({ durationS: 8, fps: 60, missing: ['left_elbow'] });
  recording = recordingOf(track);
  recording.source.name = '=cmd, clip.mp4';
  analysis = await analyseRun(recording, NO_CORRECTIONS);
});

/** No cell of these tables holds a comma but the clip's name, which is cut off. */
function rowsOf(csv: string): Record<string, string>[] {
  const lines = csv.replaceAll(`"'=cmd, clip.mp4"`, 'NAME').trim().split('\r\n');
  const [header, ...rows] = lines.map((line) => line.split(','));
  return rows.map((cells) => {
    expect(cells).toHaveLength(header!.length);
    return Object.fromEntries(header!.map((key, i) => [key, cells[i]!]));
  });
}

describe('the table of strides', () => {
  it('has a row per stride with its foot, times and every metric, and no formula', () => {
    const rows = rowsOf(strideCsv(recording, analysis));
    expect(rows).toHaveLength(analysis.strides.length);
    expect(rows.length).toBeGreaterThan(15);
    analysis.strides.forEach((stride, i) => {
      const row = rows[i]!;
      expect(row).toMatchObject({ clip: 'NAME', view: 'left', stride: String(i + 1), side: stride.side });
      expect(Number(row['startS'])).toBeCloseTo(stride.startS, 6);
      expect(Number(row['endS'])).toBeCloseTo(stride.endS, 6);
      expect(Number(row['initialContactS'])).toBeCloseTo(stride.stance.initialContactS, 6);
      expect(Number(row['toeOffS'])).toBeCloseTo(stride.stance.toeOffS, 6);
      for (const { id } of METRICS) {
        const value = stride.values[id];
        const cell = row[id] === '' ? NaN : Number(row[id]);
        expect(Number.isNaN(cell), id).toBe(Number.isNaN(value));
        expect(Number.isNaN(value) ? 0 : cell - value, id).toBeCloseTo(0, 5);
      }
    });
    expect(rows[0]!['pelvicDropPeakDeg']).toBe('');
    expect(rows[0]!['evenedLegs']).toBe('');
    expect(rows[3]!['trunkLeanMeanDeg']).not.toBe('');
  });
});

describe('the table of frames', () => {
  it('has a row per frame with true time, angles, phase and landmarks; what is missing is empty', () => {
    const rows = rowsOf(frameCsv(recording, analysis));
    expect(rows).toHaveLength(recording.source.frames);
    rows.forEach((row, frame) => {
      expect(row['frame']).toBe(String(frame));
      expect(Number(row['timeS'])).toBeCloseTo(analysis.track.timeS[frame]!, 6);
      expect(Number(row['trunkLeanDeg'])).toBeCloseTo(analysis.trunkLeanDeg[frame]!, 3);
      expect(Number(row['left_hip_xPx'])).toBeCloseTo(analysis.track.landmarks.left_hip.x[frame]!, 3);
      expect(row['left_elbow_xPx']).toBe('');
      expect(row['hipLineDeg']).toBe('');
    });
  });

  it('tells the phase by the contacts', () => {
    const rows = rowsOf(frameCsv(recording, analysis));
    const stance = ['initialContact', 'loading', 'midstance', 'pushOff', 'toeOff'];
    for (const { side, initialContactS, toeOffS } of analysis.contacts) {
      const inside = rows.filter(({ timeS }) => Number(timeS) > initialContactS && Number(timeS) < toeOffS);
      expect(new Set(inside.map(({ phaseSide }) => phaseSide))).toEqual(new Set([side]));
      expect([...new Set(inside.map(({ phase }) => phase))]).toEqual(stance);
    }
    expect(rows.filter(({ phase }) => phase === 'flight').length).toBeGreaterThan(50);
  });
});
