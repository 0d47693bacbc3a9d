import { describe, expect, it } from 'vitest';
import { type FollowedPelvicLine, followPelvicLine } from '../../src/core/pelvic-line';
import { pelvicDropOf } from '../../src/metrics/pelvic-drop';
import { hiddenDropError, pelvicErrorOf } from '../../src/metrics/pelvic-drop-error';
import { metricOf } from '../../src/metrics/registry';
import { NOTHING_ELSE, summarise } from '../../src/metrics/summary';
import { SIDES } from '../../src/units';
import {
  compareWithTruth,
  HAS_FIELD_DATA,
  readClip,
  type ReadClip,
  truePeakDeg,
  turned,
} from '../rig/pelvic-clip';

// The table of issue 4: measured tilt against imageHipLineDeg, frame by frame, roll 0.
const MUST_REACH = [
  { name: 'rear-band-drop6', method: 'waistband', r: 0.99, rmseDeg: 0.8, peakDeg: 0.6 },
  { name: 'rear-plain-drop8', method: 'hem', r: 0.99, rmseDeg: 0.8, peakDeg: 0.6 },
  { name: 'front-band-drop6', method: 'waistband', r: 0.985, rmseDeg: 0.8, peakDeg: 0.6 },
  { name: 'rear-band-drop2', method: 'waistband', r: 0.97, rmseDeg: 0.5, peakDeg: 0.4 },
  { name: 'rear-dots-drop4', method: 'dots', r: 0.985, rmseDeg: 0.6, peakDeg: 0.5 },
] as const;

describe.skipIf(!HAS_FIELD_DATA)('pelvic line on rendered runners (skipped without ../shared/field)', () => {
  it.each(MUST_REACH)('follows $name', async ({ name, method, r, rmseDeg, peakDeg }) => {
    const clip = await readClip(name);
    const line = followPelvicLine(clip.evidence, { facing: clip.view, cameraRollDeg: 0 });
    expect(line.method).toBe(method);
    const reached = compareWithTruth(tiltOf(line), clip.truthDeg);
    expect(reached.seen).toBeGreaterThan(0.95);
    expect(reached.slope).toBeGreaterThan(0.9);
    expect(reached.slope).toBeLessThan(1.1);
    expect(reached.r).toBeGreaterThanOrEqual(r);
    expect(reached.rmseDeg).toBeLessThanOrEqual(rmseDeg);
    for (const { error, halfWidth } of peakErrors(clip, line)) {
      console.info(
        `${name}: mean peak off by ${error.toFixed(2)}°, 95 % interval ± ${halfWidth.toFixed(2)}°`,
      );
      expect(Math.abs(error)).toBeLessThanOrEqual(peakDeg);
      expect(Math.abs(error)).toBeLessThanOrEqual(halfWidth);
    }
    expect(Math.abs(rollOf(clip))).toBeLessThan(0.3);
  });

  it('withholds dark on dark, and says what to do', async () => {
    const clip = await readClip('rear-dark-drop6');
    const line = followPelvicLine(clip.evidence, { facing: clip.view, cameraRollDeg: 0 });
    expect(line).toMatchObject({ method: 'none', reason: expect.stringContaining('No waistband') as string });
    expect(line.method === 'none' && line.advice).toContain('dots');
  });

  it.each([-4, 3])('finds a roll of %d° and takes it off', async (degrees) => {
    const clip = await readClip('rear-band-drop6', turned(degrees));
    expect(Math.abs(rollOf(clip) - degrees)).toBeLessThan(0.7);
    const line = followPelvicLine(clip.evidence, { facing: clip.view, cameraRollDeg: rollOf(clip) });
    expect(compareWithTruth(tiltOf(line), clip.truthDeg).rmseDeg).toBeLessThan(0.8);
  });
});

function tiltOf(line: FollowedPelvicLine): Float32Array {
  if (line.method === 'none') throw new Error(line.reason);
  return line.tiltDeg;
}

function rollOf({ roll }: ReadClip): number {
  if (!roll.known) throw new Error(roll.reason);
  return roll.rollDeg;
}

function peakErrors(clip: ReadClip, line: FollowedPelvicLine) {
  if (line.method === 'none') throw new Error(line.reason);
  const towards = { left: line.tiltDeg.map((tilt) => -tilt), right: line.tiltDeg };
  const drop = pelvicDropOf(clip.evidence.timeS, towards, clip.strides);
  const values = { left: [] as number[], right: [] as number[] };
  for (const [{ side }, { peakDeg }] of drop.ofStride) values[side].push(peakDeg);
  const error = pelvicErrorOf({
    rollErrorDeg: 0.2,
    standingErrorDeg: null,
    axialBoundDeg: line.axialBoundDeg,
  });
  const hidden = hiddenDropError(drop, 'atPeakDeg', error);
  const numbers = summarise(metricOf('pelvicDropPeakDeg'), values, { ...NOTHING_ELSE, hidden });
  return SIDES.map((side) => {
    const { mean, ci95 } = numbers[side];
    return { error: mean - truePeakDeg(clip, side), halfWidth: (ci95[1] - ci95[0]) / 2 };
  });
}
