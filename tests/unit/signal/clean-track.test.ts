import { describe, expect, it } from 'vitest';
import { LANDMARK_NAMES } from '../../../src/pose/landmarks';
import { emptyPoseTrack } from '../../../src/pose/pose-track';
import { cleanTrack } from '../../../src/signal/clean-track';
import { syntheticRun } from '../../truth/synthetic-runner';

/** Root mean square difference of a landmark from the truth, leg lengths, where both are known. */
function errorOf(noisy: ReturnType<typeof syntheticRun>, truth: ReturnType<typeof syntheticRun>) {
  const cleaned = cleanTrack(noisy.track).track;
  const squares: number[] = [];
  for (const name of ['left_hip', 'left_shoulder', 'left_knee'] as const) {
    for (let i = 10; i < truth.track.timeS.length - 10; i++)
      squares.push((cleaned.landmarks[name].x[i]! - truth.track.landmarks[name].x[i]!) ** 2);
  }
  return Math.sqrt(squares.reduce((a, b) => a + b, 0) / squares.length) / noisy.options.legPx;
}

describe('cleaning a track', () => {
  it('halves the jitter of hips, shoulders and knees', () => {
    const noisy = syntheticRun({ noise: 0.02 });
    expect(errorOf(noisy, syntheticRun())).toBeLessThan(0.012);
  });

  it('does so at a variable frame rate with dropped frames too, at the frames’ own times', () => {
    const filmed = { timeJitter: 0.2, droppedPart: 0.03 };
    const noisy = syntheticRun({ ...filmed, noise: 0.02 });
    const cleaned = cleanTrack(noisy.track);
    expect(cleaned.facts.evenFrames).toBe(false);
    expect(cleaned.track.timeS).toBe(noisy.track.timeS);
    // The same seed draws the same times before any noise.
    expect(errorOf(noisy, syntheticRun(filmed))).toBeLessThan(0.014);
  });

  it('takes unconfident and wild samples out, bridges what is short, and says so', () => {
    const { track } = syntheticRun();
    const knee = track.landmarks.left_knee;
    const truth = knee.x.slice();
    knee.x[100] = 5000;
    for (let i = 200; i < 204; i++) knee.confidence[i] = 0.1;
    for (let i = 300; i < 330; i++) knee.confidence[i] = 0.1;
    const { track: cleaned, facts } = cleanTrack(track);
    const said = facts.landmarks.get('left_knee')!;
    expect(said.missingFrames).toBe(34);
    // The knee's sharpest bends may go too; they are bridged without harm.
    expect(said.outliersRemoved).toBeGreaterThanOrEqual(1);
    expect(said.outliersRemoved).toBeLessThanOrEqual(4);
    expect(said.longestGapS).toBeCloseTo(31 / 60, 3);
    for (const i of [100, 202])
      expect(Math.abs(cleaned.landmarks.left_knee.x[i]! - truth[i]!)).toBeLessThan(4);
    expect(cleaned.landmarks.left_knee.x[315]).toBeNaN();
  });

  it('leaves the bounce of the hips alone where frames are rare, and bridges one lost frame', () => {
    const { track } = syntheticRun({ view: 'rear', fps: 15, durationS: 20, noise: 0.003 });
    const { y, confidence } = track.landmarks.left_hip;
    // As field clips bounce: 4 % of the leg, sharply at landing.
    track.timeS.forEach((timeS, i) => {
      y[i] = 400 + 16 * Math.abs(Math.sin(Math.PI * 2.8 * timeS)) ** 0.5;
    });
    confidence[100] = 0;
    const { track: cleaned, facts } = cleanTrack(track);
    expect(facts.landmarks.get('left_hip')!.outliersRemoved).toBeLessThan(0.05 * y.length);
    expect(cleaned.landmarks.left_hip.y.some(Number.isNaN)).toBe(false);
  });

  it('leaves the raw track untouched', () => {
    const { track } = syntheticRun({ noise: 0.02 });
    const before = track.landmarks.left_heel.x.slice();
    cleanTrack(track);
    expect(track.landmarks.left_heel.x).toEqual(before);
  });

  it('answers useless input with the reason and no samples', () => {
    const { track } = syntheticRun({ durationS: 1 });
    track.timeS[30] = 0;
    const { track: cleaned, facts } = cleanTrack(track);
    expect(facts.problem).toMatch(/frame 30/);
    expect(cleaned.landmarks.left_hip.x.every(Number.isNaN)).toBe(true);
    for (const frames of [0, 1, 2]) {
      const nothing = cleanTrack(emptyPoseTrack(frames));
      expect(nothing.facts.landmarks.size).toBe(LANDMARK_NAMES.length);
    }
  });
});
