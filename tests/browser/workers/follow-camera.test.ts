import * as tf from '@tensorflow/tfjs-core';
import { afterAll, describe, expect, it } from 'vitest';
import type { CameraFrame } from '../../../src/pose/camera-contract';
import { ROW_STRIDE } from '../../../src/pose/contract';
import { CameraFrames } from '../../../workers/camera-frames';
import { followCamera } from '../../../workers/follow-camera';
import { openModel } from '../../../workers/open-model';
import { HAS_RUNNER, LEVEL, pictureOf, UPRIGHT } from '../video/made-camera';

const NOSE_CONFIDENCE = ROW_STRIDE - 1;
const TASK = { run: 1, runner: 'largest' as const, framesPerS: 30, resume: null };

const setup = {
  model: 'lite' as const,
  backend: 'wasm' as const,
  modelsUrl: new URL('/models/', location.href).href,
};
const { model } = await openModel(setup);
afterAll(() => {
  model.dispose();
});

/** A source that makes each frame when it is asked for, and remembers it: frame k is `timeOf(k)` seconds old. */
function source(frames: number, picture: (k: number) => OffscreenCanvas, timeOf = (k: number) => k / 30) {
  const made: VideoFrame[] = [];
  const stream = new ReadableStream<VideoFrame>(
    {
      pull(controller) {
        if (made.length === frames) {
          controller.close();
          return;
        }
        const frame = new VideoFrame(picture(made.length), {
          timestamp: Math.round(timeOf(made.length) * 1e6),
        });
        made.push(frame);
        controller.enqueue(frame);
      },
    },
    { highWaterMark: 0 },
  );
  return { made, frames: new CameraFrames({ frames: stream }, NaN, null) };
}

async function follow(
  { frames }: { frames: CameraFrames },
  onFrame: (frame: CameraFrame, count: number) => Promise<void> | undefined = () => undefined,
) {
  const seen: CameraFrame[] = [];
  const tally = await followCamera(frames, model, TASK, async (frame) => {
    if (frame === null) return;
    seen.push(frame);
    await onFrame(frame, seen.length);
  });
  return { seen, tally };
}

describe.skipIf(!HAS_RUNNER)('following a camera (skipped without ../shared/field)', () => {
  it('tells every frame it looked at with its own time, in order, and closes each', async () => {
    const still = await pictureOf(LEVEL);
    const uneven = (k: number) => 7 + k / 30 + 0.004 * (k % 3);
    const camera = source(40, () => still, uneven);
    const { seen, tally } = await follow(camera);
    expect(seen.map(({ timeS }) => timeS[0])).toEqual(
      Array.from({ length: 40 }, (_, k) => expect.closeTo(uneven(k), 5) as number),
    );
    expect(camera.made.filter(({ format }) => format !== null)).toEqual([]);
    expect(tally).toEqual({ frames: 40, leftOut: 0 });
    for (const { rows, width, height } of seen) {
      expect(rows[NOSE_CONFIDENCE]).toBeGreaterThan(0.5);
      expect({ width, height }).toEqual(LEVEL);
    }
  });

  it('leaves out a frame that is not newer than the last', async () => {
    const still = await pictureOf(LEVEL);
    const camera = source(
      6,
      () => still,
      (k) => Math.floor(k / 2),
    );
    const { seen } = await follow(camera);
    expect(seen.map(({ timeS }) => timeS[0])).toEqual([0, 1, 2]);
    expect(camera.made.filter(({ format }) => format !== null)).toEqual([]);
  });

  it('counts by the gaps in time what it did not look at', async () => {
    const still = await pictureOf(LEVEL);
    const { seen, tally } = await follow(
      source(
        5,
        () => still,
        (k) => [0, 1, 4, 5, 9][k]! / 30,
      ),
    );
    expect(seen.map(({ leftOut }) => leftOut)).toEqual([0, 0, 2, 2, 5]);
    expect(tally.leftOut).toBe(5);
  });

  it('finds the runner anew when the picture is turned in the middle', async () => {
    const [level, upright] = [await pictureOf(LEVEL), await pictureOf(UPRIGHT)];
    const { seen } = await follow(source(30, (k) => (k < 15 ? level : upright)));
    expect(seen.map(({ width }) => width)).toEqual([
      ...Array.from({ length: 15 }, () => LEVEL.width),
      ...Array.from({ length: 15 }, () => UPRIGHT.width),
    ]);
    for (const { rows, height } of seen) {
      expect(rows[NOSE_CONFIDENCE]).toBeGreaterThan(0.5);
      expect(rows[1]! / height).toBeCloseTo(seen[0]!.rows[1]! / seen[0]!.height, 1);
    }
  });

  it('looks at no further frame while two are not acknowledged', async () => {
    const still = await pictureOf(LEVEL);
    const camera = source(20, () => still);
    let release: () => void = () => undefined;
    const slowPage = new Promise<void>((resolve) => (release = resolve));
    const following = follow(camera, () => slowPage);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(camera.made.length).toBe(2);
    release();
    expect((await following).seen.length).toBe(20);
  });

  it('ends while it waits for a frame, and says that none comes', async () => {
    const silent = new CameraFrames({ frames: new ReadableStream({}) }, NaN, null);
    const heard: unknown[] = [];
    const following = followCamera(silent, model, TASK, (frame) => {
      heard.push(frame);
      silent.end();
      return Promise.resolve();
    });
    expect(await following).toEqual({ frames: 0, leftOut: 0 });
    expect(heard).toEqual([null]);
  });

  it('tells light and roll at the start, again and again, and anew when the camera was moved', async () => {
    const [here, moved] = [await pictureOf(LEVEL), await pictureOf(LEVEL, 120)];
    // Two frames a second: every one is looked at for something.
    const { seen } = await follow(
      source(
        160,
        (k) => (k < 80 ? here : moved),
        (k) => k / 4,
      ),
    );
    const looks = seen.flatMap(({ look }, k) => (look === null ? [] : [{ k, look }]));
    expect(looks[0]!.k).toBeLessThan(4);
    expect(looks[0]!.look.quality.bright).toBeGreaterThan(0.3);
    const firstRoll = looks.find(({ look }) => look.cameraRoll !== null);
    expect(firstRoll!.k).toBeLessThan(60);
    const forgotten = looks.find(({ k, look }) => k > 80 && look.cameraRoll === null);
    expect(forgotten!.k).toBeLessThan(100);
    expect(looks.at(-1)!.look.cameraRoll).not.toBeNull();
  });

  it('holds no more tensors after 500 frames than after ten, with a runner found and lost', async () => {
    const [runner, nobody] = [await pictureOf(LEVEL), await pictureOf(LEVEL, 900)];
    let early = 0;
    await follow(
      source(500, (k) => (k % 25 < 3 ? nobody : runner)),
      (_, count) => {
        if (count === 10) early = tf.memory().numTensors;
        return undefined;
      },
    );
    console.log(`tensors after 10 frames ${early}, after 500 frames ${tf.memory().numTensors}`);
    expect(tf.memory().numTensors).toBe(early);
  });
});
