import { describe, expect, it } from 'vitest';
import type { ClipFacts } from '../../../src/video/clip';
import { ClipTally } from '../../../src/video/clip-tally';

const FACTS: ClipFacts = {
  name: 'run.mp4',
  container: 'mp4',
  codec: 'avc1.640028',
  width: 1080,
  height: 1920,
  rotationDeg: 90,
  mirrored: false,
  startS: 1.5,
  durationS: 2,
  frameCountEstimate: 60,
  slowMotionFactor: 4,
  suggestedSlowMotionFactor: null,
};

function tallyOf(times: { timeS: number; durationS: number }[]): ClipTally {
  const tally = new ClipTally(FACTS);
  for (const time of times) tally.add(time);
  return tally;
}

const at30 = (durationS: number) =>
  Array.from({ length: 60 }, (_, k) => ({ timeS: 1.5 + k / 30, durationS }));

describe('ClipTally', () => {
  it('makes the source of the frames it saw', () => {
    const tally = tallyOf(at30(1 / 30));
    tally.warn('the file ends early: 60 of about 90 frames could be read');
    tally.warn('the file ends early: 60 of about 90 frames could be read');
    const source = tally.source('abc');
    expect(source.fps).toBeCloseTo(30, 6);
    expect(source.durationS).toBeCloseTo(2, 6);
    expect(source).toMatchObject({
      name: 'run.mp4',
      sha256: 'abc',
      frames: 60,
      width: 1080,
      height: 1920,
      rotationDeg: 90,
      slowMotionFactor: 4,
      variableFrameRate: false,
      warnings: ['the file ends early: 60 of about 90 frames could be read'],
    });
  });

  it('lets the last frame last as long as the others where the file does not say', () => {
    expect(tallyOf(at30(0)).source('').durationS).toBeCloseTo(2, 6);
  });

  it.each([
    [0, 'no frame'],
    [1, 'a single frame'],
  ])('refuses %i frames in one sentence', (count, words) => {
    const tally = tallyOf(at30(0).slice(0, count));
    expect(() => tally.source('')).toThrow(`“run.mp4” holds ${words}; film at least ten seconds`);
  });
});
