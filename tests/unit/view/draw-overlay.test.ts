import { describe, expect, it } from 'vitest';
import { emptyPoseTrack } from '../../../src/pose/pose-track';
import { SIDE_COLORS } from '../../../src/view/player/colors';
import { drawOverlay, type Overlay } from '../../../src/view/player/draw-overlay';
import type { Canvas2D } from '../../../src/view/player/pen';

/** Keeps the polylines that are drawn in a colour, and the words. */
function sheet() {
  const lines: { color: string; points: [number, number][] }[] = [];
  const words: { text: string; x: number; y: number }[] = [];
  let points: [number, number][] = [];
  const state = { strokeStyle: '' };
  const context = new Proxy(state, {
    get(target, name) {
      if (name in target) return Reflect.get(target, name) as unknown;
      if (name === 'beginPath') return () => (points = []);
      if (name === 'lineTo') return (x: number, y: number) => points.push([x, y]);
      if (name === 'stroke') return () => lines.push({ color: state.strokeStyle, points });
      if (name === 'measureText') return (text: string) => ({ width: text.length * 8 });
      if (name === 'fillText') return (text: string, x: number, y: number) => words.push({ text, x, y });
      return () => undefined;
    },
  });
  return { context: context as unknown as Canvas2D, lines, words };
}

function overlay(changes: Partial<Overlay> = {}): Overlay {
  const track = emptyPoseTrack(2);
  const put = (name: keyof typeof track.landmarks, x: number, y: number) => {
    track.landmarks[name].x[1] = x;
    track.landmarks[name].y[1] = y;
    track.landmarks[name].confidence[1] = 1;
  };
  put('left_hip', 100, 200);
  put('right_hip', 110, 200);
  put('left_shoulder', 90, 100);
  put('right_shoulder', 100, 100);
  put('left_knee', 95, 260);
  put('left_ankle', 100, 320);
  const visible = { left: 0, top: 0, width: 400, height: 400 };
  return {
    track,
    frame: 1,
    pelvis: null,
    view: 'left',
    trunkLeanDeg: 5.71,
    cameraRollDeg: 0,
    visible,
    scale: 1,
    ...changes,
  };
}

describe('the overlay', () => {
  it('draws a bone where both of its ends are, in its side’s colour, and no other', () => {
    const { context, lines } = sheet();
    drawOverlay(context, overlay({ trunkLeanDeg: NaN }));
    const bones = lines.filter(({ color, points }) => color === SIDE_COLORS.left && points.length === 2);
    expect(bones.map(({ points }) => points)).toEqual([
      [
        [100, 200],
        [95, 260],
      ],
      [
        [95, 260],
        [100, 320],
      ],
    ]);
    expect(lines.some(({ color, points }) => color === SIDE_COLORS.right && points.length === 2)).toBe(false);
  });

  it('draws nothing for a frame without a runner', () => {
    const { context, lines, words } = sheet();
    drawOverlay(context, overlay({ frame: 0 }));
    expect([...lines, ...words]).toEqual([]);
  });

  it('draws trunk and plumb line from the middle of the hips, and says the angle', () => {
    const { context, lines, words } = sheet();
    drawOverlay(context, overlay());
    const white = lines.filter(({ color, points }) => color === '#ffffff' && points.length === 2);
    const [plumb, trunk] = white.map(({ points }) => points);
    expect(plumb?.map(([x]) => x)).toEqual([105, 105]);
    expect(trunk?.[0]).toEqual([105, 200]);
    expect(words.map(({ text }) => text)).toContain('5.7° forward');
  });

  it('draws the pelvic line where it is followed, its ends in the colours of the sides, and says its tilt', () => {
    const { context, lines, words } = sheet();
    const mark = { at: { x: 105, y: 190 }, angleDeg: 10, levelDeg: 0, tiltDeg: -9.8 };
    drawOverlay(context, overlay({ view: 'rear', trunkLeanDeg: NaN, pelvis: mark }));
    const white = lines.filter(({ color, points }) => color === '#ffffff' && points.length === 2);
    const [level, line] = white.map(({ points }) => points);
    expect(level?.[0]?.[1]).toBeCloseTo(190);
    expect((line?.[1]?.[1] ?? NaN) - (line?.[0]?.[1] ?? NaN)).toBeGreaterThan(10);
    expect(words.map(({ text }) => text)).toEqual(expect.arrayContaining(['pelvis, right lower', '9.8°']));
  });

  it('draws only the layers that are asked for', () => {
    const drawnWith = (changes: Partial<Overlay>) => {
      const { context, lines, words } = sheet();
      drawOverlay(context, overlay({ onBelt: 'left', pathFrom: 0, ...changes }));
      return { lines: lines.map(({ color, points }) => ({ color, points: points.length })), words };
    };
    expect(drawnWith({ layers: [] })).toEqual({ lines: [], words: [] });
    const joints = drawnWith({ layers: ['joints'] });
    expect(joints.words.map(({ text }) => text)).toEqual(['L']);
    const lines = drawnWith({ layers: ['lines'] });
    expect(lines.words.map(({ text }) => text)).toEqual(['trunk lean', '5.7° forward']);
    expect(lines.lines.filter(({ color }) => color === SIDE_COLORS.left)).toEqual([]);
  });

  it('marks the foot on the belt with a bar under its sole, in its side’s colour', () => {
    const standing = overlay({ layers: ['contacts'], onBelt: 'left' });
    for (const [name, x] of [
      ['left_heel', 120],
      ['left_foot_index', 80],
    ] as const) {
      standing.track.landmarks[name].x[1] = x;
      standing.track.landmarks[name].y[1] = 340;
      standing.track.landmarks[name].confidence[1] = 1;
    }
    const { context, lines } = sheet();
    drawOverlay(context, standing);
    const bar = lines.find(({ color }) => color === SIDE_COLORS.left)!.points;
    expect(bar.map(([, y]) => y > 340)).toEqual([true, true]);
    expect((bar[0]![0] + bar[1]![0]) / 2).toBeCloseTo(100);
    const inFlight = sheet();
    drawOverlay(inFlight.context, { ...standing, onBelt: null });
    expect(inFlight.lines).toEqual([]);
  });

  it('keeps the label off the head, wherever the head is', () => {
    for (const [headX, headY] of [
      [150, 70],
      [180, 90],
      [230, 60],
    ] as const) {
      const seen = overlay({ visible: { left: 0, top: 0, width: 400, height: 400 } });
      for (const name of ['nose', 'left_ear', 'right_ear'] as const) {
        seen.track.landmarks[name].x[1] = headX;
        seen.track.landmarks[name].y[1] = headY;
        seen.track.landmarks[name].confidence[1] = 1;
      }
      const { context, words } = sheet();
      drawOverlay(context, seen);
      const { x, y } = words.find(({ text }) => text === 'trunk lean')!;
      // The trunk is 100 long: hair and jaw reach 24 to the sides, 36 up and 20 down.
      const apart = x > headX + 24 || x + 90 < headX - 24 || y - 17 > headY + 20 || y + 27 < headY - 36;
      expect(apart, `${x}, ${y}`).toBe(true);
    }
  });

  it('turns the plumb line with the camera', () => {
    const { context, lines } = sheet();
    drawOverlay(context, overlay({ cameraRollDeg: 10 }));
    const [[topX, topY], [footX, footY]] = lines.find(
      ({ color, points }) => color === '#ffffff' && points.length === 2,
    )!.points as [[number, number], [number, number]];
    expect((Math.atan2(topX - footX, footY - topY) * 180) / Math.PI).toBeCloseTo(10, 6);
  });

  it('tells the sides by letter as well as by colour', () => {
    const { context, words } = sheet();
    drawOverlay(context, overlay());
    expect(words.map(({ text }) => text)).toContain('L');
  });

  it.each([
    ['left', 1],
    ['right', -1],
  ] as const)('puts the label behind the back in the %s view', (view, sign) => {
    const { context, words } = sheet();
    drawOverlay(context, overlay({ view, visible: { left: -500, top: -500, width: 1500, height: 1500 } }));
    const label = words.find(({ text }) => text === 'trunk lean')!;
    expect(Math.sign(label.x - 95)).toBe(sign);
  });

  it('keeps the label inside what is seen', () => {
    const { context, words } = sheet();
    drawOverlay(context, overlay({ visible: { left: 0, top: 150, width: 200, height: 200 } }));
    const label = words.find(({ text }) => text === 'trunk lean')!;
    expect(label.x).toBeGreaterThanOrEqual(0);
    expect(label.x + 8 * '5.7° forward'.length).toBeLessThanOrEqual(200);
    expect(label.y).toBeGreaterThanOrEqual(150);
  });
});
