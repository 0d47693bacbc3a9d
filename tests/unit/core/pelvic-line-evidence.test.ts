import { describe, expect, it } from 'vitest';
import { evidenceAt, type FrameEvidence, type PelvicEvidence } from '../../../src/core/pelvic-line-evidence';
import { PATCH_SIZE, pelvisRegion, samplePelvis } from '../../../src/core/pelvic-line-region';
import {
  BLUE_WHITE_BLACK,
  DOT_OFFSET,
  HEIGHT,
  paint,
  placesOf,
  readScene,
  type Scene,
  seededRandom,
  UPRIGHT,
  WIDTH,
} from '../../truth/pelvic-scene';

const degrees = (slope: number) => (Math.atan(slope) * 180) / Math.PI;

function frameOf(evidence: PelvicEvidence): FrameEvidence {
  const frame = evidenceAt(evidence, 0);
  if (frame === null) throw new Error('The frame was not looked at.');
  return frame;
}

/** The candidate whose middle lies nearest to a row of the picture. */
function lineNear(frame: FrameEvidence, y: number) {
  const sorted = [...frame.lines].sort((a, b) => Math.abs(a.y - y) - Math.abs(b.y - y));
  return sorted[0]!;
}

describe('pelvisRegion', () => {
  it('spans the torso around the hips', () => {
    const region = pelvisRegion(placesOf(BLUE_WHITE_BLACK));
    expect(region).toMatchObject({ xCenter: 120, width: 120, height: 108, rotation: 0 });
    expect(region?.yCenter).toBeCloseTo(175 - 12, 6);
  });

  it('is null for a runner seen from the side, and for missing landmarks', () => {
    const places = placesOf(BLUE_WHITE_BLACK);
    expect(pelvisRegion({ ...places, leftShoulder: { x: 150, y: 55 } })).toBeNull();
    expect(pelvisRegion({ ...places, leftHip: { x: NaN, y: NaN } })).toBeNull();
  });
});

describe('the lines of one frame', () => {
  it.each([-12, -8, -3.3, 0, 0.7, 5, 9, 13])('measures a belt at %d° to a tenth of a degree', (tiltDeg) => {
    const frame = frameOf(readScene({ ...BLUE_WHITE_BLACK, tiltDeg }));
    const lower = lineNear(frame, 160);
    const upper = lineNear(frame, 152);
    expect(Math.abs(degrees(lower.slope) - tiltDeg)).toBeLessThan(0.1);
    expect(Math.abs(degrees(upper.slope) - tiltDeg)).toBeLessThan(0.15);
    // Places are counted by pixel index, half a pixel less than from the corner.
    const upperY = 160 - 8 / Math.cos((tiltDeg * Math.PI) / 180) - 0.5;
    expect(Math.abs(lower.y - 159.5)).toBeLessThan(0.25);
    expect(Math.abs(upper.y - upperY)).toBeLessThan(0.25);
    expect(lower.support).toBeGreaterThan(0.95);
  });

  it('tells the change of colour downwards', () => {
    const [r, g, b] = lineNear(frameOf(readScene(BLUE_WHITE_BLACK)), 160).step;
    // White to black, a little less than whole: the edge itself is grey.
    for (const channel of [r, g, b]) {
      expect(channel).toBeLessThan(-160);
      expect(channel).toBeGreaterThan(-210);
    }
  });

  it('still measures a faint hem under heavy grain', () => {
    const scene: Scene = {
      ...BLUE_WHITE_BLACK,
      belt: null,
      shirt: [70, 70, 80],
      shorts: [40, 40, 60],
      grain: 25,
    };
    const frame = frameOf(readScene({ ...scene, tiltDeg: 6 }));
    expect(Math.abs(degrees(lineNear(frame, 160).slope) - 6)).toBeLessThan(0.5);
  });

  it('finds nothing on clothes of one colour', () => {
    const scene: Scene = { ...BLUE_WHITE_BLACK, belt: null, shirt: [30, 30, 35], shorts: [28, 28, 32] };
    const strong = frameOf(readScene(scene)).lines.filter(({ step }) => Math.hypot(...step) > 10);
    expect(strong).toEqual([]);
  });

  it('reads the same from the planes of a decoder as from RGBA', () => {
    const region = pelvisRegion(placesOf(BLUE_WHITE_BLACK))!;
    const rgba = paint({ ...BLUE_WHITE_BLACK, tiltDeg: 4 }, seededRandom(1));
    const [a, b] = [0, 1].map(() => new Float32Array(PATCH_SIZE ** 2 * 3)) as [Float32Array, Float32Array];
    samplePelvis(rgba, UPRIGHT, region, a);
    // The rectangle that was copied starts elsewhere: only its origin differs.
    const cut = { ...rgba, originY: 40, height: HEIGHT - 40, data: rgba.data.subarray(40 * WIDTH * 4) };
    samplePelvis(cut, UPRIGHT, region, b);
    const worst = a.reduce((most, value, k) => Math.max(most, Math.abs(value - b[k]!)), 0);
    expect(worst).toBeLessThan(0.01);
  });
});

describe('the dots of one frame', () => {
  it('places both to a fifth of a pixel', () => {
    const tiltDeg = 5;
    const frame = frameOf(readScene({ ...BLUE_WHITE_BLACK, tiltDeg, belt: null, dots: [230, 210, 60] }));
    expect(frame.dots).toHaveLength(2);
    const [left, right] = [...frame.dots].sort((a, b) => a.x - b.x);
    const angle = (tiltDeg * Math.PI) / 180;
    for (const [dot, side] of [
      [left!, -1],
      [right!, 1],
    ] as const) {
      // A pixel's middle is half a pixel from its corner, and places are counted by index.
      const x = 120 + side * DOT_OFFSET.x * Math.cos(angle) - DOT_OFFSET.y * Math.sin(angle) - 0.5;
      const y = 160 + side * DOT_OFFSET.x * Math.sin(angle) + DOT_OFFSET.y * Math.cos(angle) - 0.5;
      expect(Math.hypot(dot.x - x, dot.y - y)).toBeLessThan(0.2);
    }
  });

  it('takes no belt, edge or corner for a dot', () => {
    expect(frameOf(readScene({ ...BLUE_WHITE_BLACK, tiltDeg: 7 })).dots).toEqual([]);
  });
});
