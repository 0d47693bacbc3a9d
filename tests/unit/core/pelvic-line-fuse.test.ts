import { describe, expect, it } from 'vitest';
import { compareTilts } from '../../../src/core/pelvic-line-agreement';
import { fusePelvicDrop, type Level, standingLevel } from '../../../src/core/pelvic-line-fuse';
import type { StanceOfStride } from '../../../src/core/pelvic-line-stances';
import { seededRandom } from './pelvic-scene';

const FPS = 60;
/** No whole number of frames, so that contacts fall anywhere between them. */
const STRIDE_S = 0.713;
const CONTACT_S = 0.25;
const LEVEL = { from: 'horizontal', errorDeg: 0.3 } as const;

interface Motion {
  timeS: Float64Array;
  tiltDeg: Float32Array;
  strides: StanceOfStride[];
}

/** A pelvis that drops by `leftDeg` in the middle of left stance and by `rightDeg` in that of right stance. */
function pelvis(leftDeg: number, rightDeg: number, { seconds = 20, noiseDeg = 0, seed = 1 } = {}): Motion {
  const random = seededRandom(seed);
  const timeS = Float64Array.from({ length: seconds * FPS }, (_, t) => t / FPS);
  const tiltDeg = Float32Array.from(timeS, (now) => {
    const inStride = now % STRIDE_S;
    const half = inStride < STRIDE_S / 2;
    const shape = Math.max(0, Math.sin((Math.PI * (half ? inStride : inStride - STRIDE_S / 2)) / CONTACT_S));
    const inContact = (half ? inStride : inStride - STRIDE_S / 2) < CONTACT_S;
    const tilt = inContact ? shape * (half ? -leftDeg : rightDeg) : 0;
    return tilt + noiseDeg * (random() + random() + random() - 1.5) * 2;
  });
  const strides: StanceOfStride[] = [];
  for (let k = 0; (k + 1) * STRIDE_S < seconds; k++)
    for (const side of ['left', 'right'] as const) {
      const initialContactS = k * STRIDE_S + (side === 'left' ? 0 : STRIDE_S / 2);
      strides.push({
        side,
        stance: { initialContactS, toeOffS: initialContactS + CONTACT_S },
        excluded: null,
      });
    }
  return { timeS, tiltDeg, strides };
}

const fuse = ({ timeS, tiltDeg, strides }: Motion, level: Level = LEVEL) =>
  fusePelvicDrop(timeS, { tiltDeg, axialBoundDeg: 0.2 }, strides, level);

describe('fusePelvicDrop', () => {
  it('gives each stance its own drop, positive towards the swing leg', () => {
    const { left, right } = fuse(pelvis(6, 4));
    expect(left?.peak.mean).toBeCloseTo(6, 0);
    expect(Math.abs(left!.peak.mean - 6)).toBeLessThan(0.1);
    expect(Math.abs(right!.peak.mean - 4)).toBeLessThan(0.1);
    expect(Math.abs(left!.midstance.mean - 6)).toBeLessThan(0.1);
    expect(left?.curve.mean).toHaveLength(101);
    expect(left?.curve.mean[50]).toBeCloseTo(left!.midstance.mean, 6);
  });

  it('is hardly raised by noise, though a peak is a maximum', () => {
    const { left } = fuse(pelvis(6, 4, { noiseDeg: 0.5 }));
    expect(Math.abs(left!.peak.mean - 6)).toBeLessThan(0.25);
  });

  it('covers the truth as often as its stride interval says', () => {
    const tries = 200;
    const truth = fuse(pelvis(6, 4, { seconds: 8 })).left!.midstance.mean;
    let covered = 0;
    for (let seed = 0; seed < tries; seed++) {
      const [low, high] = fuse(pelvis(6, 4, { seconds: 8, noiseDeg: 0.4, seed })).left!.midstance
        .ci95OfStrides;
      if (low <= truth && truth <= high) covered++;
    }
    expect(covered / tries).toBeGreaterThan(0.9);
    expect(covered / tries).toBeLessThan(0.999);
  });

  it('widens the whole interval by what no stride can show', () => {
    const { peak } = fuse(pelvis(6, 4)).left!;
    expect((peak.ci95[1] - peak.ci95[0]) / 2).toBeGreaterThan(0.5);
    expect(peak.ci95OfStrides[1] - peak.ci95OfStrides[0]).toBeLessThan(0.1);
  });

  it('leaves out a stance unlike all others, and one that was not seen', () => {
    const motion = pelvis(6, 4);
    motion.tiltDeg.fill(12, 0, 15);
    motion.tiltDeg.fill(NaN, Math.round(STRIDE_S * FPS), Math.round((STRIDE_S + 0.2) * FPS));
    const { left, right } = fuse(motion);
    expect(left).toMatchObject({ unlike: 1, unseen: 1 });
    expect(right).toMatchObject({ unlike: 0, unseen: 0 });
    expect(Math.abs(left!.peak.mean - 6)).toBeLessThan(0.1);
  });

  it('takes the mean of left and right as level where roll is unknown, and says what is lost', () => {
    const { left, right, lost } = fuse(pelvis(6, 4), { from: 'mean of left and right' });
    expect(left!.peak.mean).toBeCloseTo(5, 1);
    expect(right!.peak.mean).toBeCloseTo(left!.peak.mean, 9);
    expect(lost).toContain('difference');
    expect(fuse(pelvis(6, 4)).lost).toBeNull();
  });

  it('takes a standing frame’s slant off both sides', () => {
    const standing: Level = { from: 'standing', tiltDeg: 1, errorDeg: 0.1 };
    const { left, right } = fuse(pelvis(6, 4), standing);
    expect(left!.peak.mean - fuse(pelvis(6, 4)).left!.peak.mean).toBeCloseTo(1, 6);
    expect(right!.peak.mean - fuse(pelvis(6, 4)).right!.peak.mean).toBeCloseTo(-1, 6);
    expect(left!.peak.ci95[1] - left!.peak.mean).toBeLessThan(0.5);
  });

  it('has no side without stances', () => {
    const { timeS, tiltDeg, strides } = pelvis(6, 4);
    const leftOnly = strides.filter(({ side }) => side === 'left');
    expect(fuse({ timeS, tiltDeg, strides: leftOnly }).right).toBeNull();
  });
});

describe('standingLevel', () => {
  it('is the median tilt of the time given, and null where too little was seen', () => {
    const timeS = Float64Array.from({ length: 120 }, (_, t) => t / FPS);
    const tiltDeg = Float32Array.from(timeS, (now) => (now < 1 ? 1.5 : 8));
    expect(standingLevel(timeS, { tiltDeg }, 0, 0.95)).toMatchObject({ from: 'standing', tiltDeg: 1.5 });
    expect(standingLevel(timeS, { tiltDeg }, 0, 0.1)).toBeNull();
  });
});

describe('compareTilts', () => {
  const timeS = Float64Array.from({ length: 1200 }, (_, t) => t / FPS);
  const wave = (size: number, lagDeg: number) =>
    Float32Array.from(timeS, (now) => size * Math.sin(2 * Math.PI * 1.4 * now - (lagDeg * Math.PI) / 180));

  it('gives amplitude ratio, correlation and how much later the other is', () => {
    const agreement = compareTilts(timeS, wave(6, 0), wave(3, 30))!;
    expect(agreement.r).toBeCloseTo(Math.cos(Math.PI / 6), 2);
    expect(agreement.slope).toBeCloseTo(0.5 * Math.cos(Math.PI / 6), 2);
    expect(agreement.phaseDeg).toBeCloseTo(30, 0);
  });

  it.each([
    [0, 'confirms'],
    [25, 'confirms'],
    [60, 'says nothing'],
    [90, 'says nothing'],
    [95, 'says nothing'],
    [120, 'contradicts'],
    [180, 'contradicts'],
    [-150, 'contradicts'],
  ] as const)('judges hips that are %i° later: %s', (lagDeg, verdict) => {
    expect(compareTilts(timeS, wave(6, 0), wave(3, lagDeg))).toMatchObject({ verdict });
  });

  it('never calls it agreement where the hips move the other way (r < 0)', () => {
    for (let lagDeg = 91; lagDeg < 270; lagDeg += 7) {
      const { r, verdict } = compareTilts(timeS, wave(6, 0), wave(3, lagDeg))!;
      expect(r).toBeLessThan(0);
      expect(verdict).not.toBe('confirms');
    }
  });

  it('says nothing of half a second', () => {
    expect(
      compareTilts(timeS.subarray(0, 25), wave(6, 0).subarray(0, 25), wave(3, 0).subarray(0, 25)),
    ).toBeNull();
  });
});
