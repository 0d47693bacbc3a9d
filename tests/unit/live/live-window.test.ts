import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CameraRoll } from '../../../src/core/camera-roll';
import { PELVIC_ROW_LENGTH } from '../../../src/core/pelvic-line-evidence';
import { bridgeStalls } from '../../../src/live/bridge-stalls';
import { LiveWindow } from '../../../src/live/live-window';
import type { CameraFrame } from '../../../src/pose/camera-contract';
import { cameraFramesOf } from '../../truth/camera-frames';
import { syntheticRun } from '../../truth/synthetic-runner';

const frames = cameraFramesOf(syntheticRun({ fps: 30, durationS: 20 }).track);

function filled(some: readonly CameraFrame[]): LiveWindow {
  const window = new LiveWindow();
  for (const frame of some) window.add(frame);
  return window;
}

const KNOWN: CameraRoll = {
  known: true,
  rollDeg: 2,
  errorDeg: 0.2,
  convergence: null,
  from: 'verticals',
  lines: 3,
};
const looking = (frame: CameraFrame, cameraRoll: CameraRoll | null): CameraFrame => ({
  ...frame,
  look: {
    quality: { bright: NaN, contrast: NaN, blownShare: NaN, blurPx: NaN, trunkPx: NaN },
    cameraRoll,
  },
});

describe('the window of the last seconds', () => {
  it('holds six seconds, however long the camera runs', () => {
    const window = new LiveWindow();
    const one = frames[0]!;
    for (let i = 0; i < 30 * 60 * 10; i++) window.add({ ...one, timeS: Float64Array.of(i / 30) });
    expect(window.endS - window.startS).toBeCloseTo(6, 1);
    expect(window.toRecording().track.timeS.length).toBeLessThanOrEqual(182);
    expect(window.framesPerS).toBeCloseTo(30, 6);
  });

  it('gives back the landmarks as they came, and no line where none was looked for', () => {
    const { track, pelvis, source } = filled(frames.slice(0, 60)).toRecording();
    expect([...track.timeS]).toEqual(frames.slice(0, 60).map(({ timeS }) => timeS[0]));
    expect(track.landmarks.left_heel.x[59]).toBe(
      syntheticRun({ fps: 30, durationS: 20 }).track.landmarks.left_heel.x[59],
    );
    expect(pelvis).toBeNull();
    expect(source).toMatchObject({ width: 1280, height: 960 });
  });

  it('starts anew where time goes back or stands still for a second, or the picture has another size', () => {
    const later = (frame: CameraFrame, byS: number) => ({
      ...frame,
      timeS: Float64Array.of(frame.timeS[0]! + byS),
    });
    expect(filled(frames.slice(0, 60)).add(frames[30]!)).toBe('clock');
    expect(filled(frames.slice(0, 60)).add(frames[59]!)).toBe('clock');
    expect(filled(frames.slice(0, 60)).add(later(frames[59]!, 1.1))).toBe('clock');
    expect(filled(frames.slice(0, 60)).add(later(frames[59]!, 0.9))).toBeNull();
    expect(filled(frames.slice(0, 60)).add({ ...frames[60]!, width: 960 })).toBe('picture');
  });

  it('keeps the roll that was told last, and forgets it when the camera is moved or turned', () => {
    const window = filled(frames.slice(0, 10));
    expect(window.toRecording().cameraRoll.known).toBe(false);
    window.add(looking(frames[10]!, KNOWN));
    window.add(looking(frames[11]!, { known: false, reason: 'somebody passed' }));
    expect(window.toRecording().cameraRoll).toEqual(KNOWN);
    window.add(looking(frames[12]!, null));
    expect(window.toRecording().cameraRoll.known).toBe(false);
    window.add(looking(frames[13]!, KNOWN));
    window.add({ ...frames[14]!, width: 960 });
    expect(window.toRecording().cameraRoll.known).toBe(false);
  });

  it('looks for the pelvic line in at most 35 frames a second', () => {
    const fast = cameraFramesOf(syntheticRun({ fps: 60, durationS: 2, view: 'rear' }).track);
    for (const { pelvis } of fast) pelvis.fill(1);
    const { pelvis } = filled(fast).toRecording();
    const looked = fast.filter((_, i) => !Number.isNaN(pelvis!.rows[i * PELVIC_ROW_LENGTH]!));
    expect(looked.length).toBe(60);
  });
});

describe('a stall of the camera', () => {
  const { track } = syntheticRun({ fps: 30, durationS: 4 });

  it('up to a quarter of a second is bridged close to the truth, and the frames that came stay as they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 90 }), fc.integer({ min: 1, max: 6 }), (from, lost) => {
        const came = track.timeS.map((_, i) => i).filter((i) => i < from || i >= from + lost);
        const part = filled([...came].map((i) => cameraFramesOf(track)[i]!)).track(10);
        const { timeS, landmarks } = bridgeStalls(part, null).track;
        expect(timeS.length).toBe(track.timeS.length);
        timeS.forEach((time, i) => {
          expect(time).toBeCloseTo(track.timeS[i]!, 6);
          const put = i >= from && i < from + lost;
          const off = Math.abs(landmarks.left_hip.y[i]! - track.landmarks.left_hip.y[i]!);
          // The hips bounce by 24 px in all, 2.8 times a second.
          expect(off).toBeLessThan(put ? 12 : 1e-6);
        });
      }),
      { numRuns: 12 },
    );
  });

  it('of longer is left open', () => {
    const came = cameraFramesOf(track).filter((_, i) => i < 40 || i >= 48);
    expect(bridgeStalls(filled(came).track(10), null).track.timeS.length).toBe(came.length);
  });
});
