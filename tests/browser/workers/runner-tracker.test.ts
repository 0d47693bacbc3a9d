import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { type BackendName, ROW_LENGTH, ROW_STRIDE, type RunnerChoice } from '../../../src/pose/contract';
import { NOBODY_SEEN } from '../../../src/pose/tracker-state';
import type { ClipFacts, TimedFrame } from '../../../src/video/clip';
import { GpuLost } from '../../../workers/gpu-lost';
import { type OpenedModel, openModel } from '../../../workers/open-model';
import { ClipCursor } from '../../../workers/clip-cursor';
import { followStretch } from '../../../workers/follow-stretch';
import { FrameReader } from '../../../workers/frame-reader';
import { RunnerTracker } from '../../../workers/runner-tracker';
import { fieldFile } from '../field-file';

const photo = await fieldFile('conformance/pose.jpg');
const [WIDTH, HEIGHT] = [1600, 700];
/** Where the two people of the test picture stand (hip height), and how large. */
const BIG = { x: 700, y: 400, scale: 0.95 };
const SMALL = { x: 1350, y: 400, scale: 0.5 };
const FRAMES_FOR_LEAKS = 500;
const FACTS: ClipFacts = {
  name: 'two people',
  container: 'mp4',
  codec: 'none',
  width: WIDTH,
  height: HEIGHT,
  rotationDeg: 0,
  mirrored: false,
  startS: 0,
  durationS: 2,
  frameCountEstimate: 2,
  slowMotionFactor: 1,
  suggestedSlowMotionFactor: null,
};

function open(backend: BackendName): Promise<OpenedModel> {
  return openModel({ model: 'lite', backend, modelsUrl: new URL('/models/', location.href).href });
}

/** A frame with one or two people, or nobody, made of the same photograph. */
async function frameOf(people: { x: number; y: number; scale: number }[], timeS = 0): Promise<TimedFrame> {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d');
  if (context === null || photo === null) throw new Error('no canvas or no photograph');
  context.fillStyle = '#888';
  context.fillRect(0, 0, WIDTH, HEIGHT);
  const person = await createImageBitmap(photo, 250, 0, 500, 667);
  for (const { x, y, scale } of people) {
    context.drawImage(person, x - 245 * scale, y - 475 * scale, person.width * scale, person.height * scale);
  }
  const image = new VideoFrame(canvas, { timestamp: timeS * 1e6 });
  return { image, timeS, durationS: 1 / 30, rotationDeg: 0, mirrored: false };
}

/** Middle of the two hips, and the nose's confidence. */
async function look(
  tracker: RunnerTracker,
  frame: TimedFrame,
): Promise<{ hipX: number; confidence: number }> {
  const reader = new FrameReader(WIDTH, HEIGHT);
  const row = new Float32Array(ROW_LENGTH);
  reader.open(frame);
  await tracker.follow(reader, row);
  frame.image.close();
  const hip = (k: number) => row[k * ROW_STRIDE] ?? NaN;
  return { hipX: (hip(23) + hip(24)) / 2, confidence: row[ROW_STRIDE - 1] ?? NaN };
}

describe.skipIf(photo === null)('the runner among people (skipped without ../shared/field)', () => {
  it.each<[string, RunnerChoice, number]>([
    ['the largest near the middle', 'largest', BIG.x],
    ['the one nearest to a point', { x: SMALL.x, y: SMALL.y }, SMALL.x],
  ])('follows %s', async (_, choice, expectedX) => {
    const { model } = await open('wasm');
    const tracker = new RunnerTracker(model, choice);
    const { hipX } = await look(tracker, await frameOf([BIG, SMALL]));
    expect(Math.abs(hipX - expectedX)).toBeLessThan(40);
    model.dispose();
  });

  it('keeps the runner when a larger person walks in, says "missing" when she is hidden, and finds her again', async () => {
    const { model } = await open('wasm');
    const tracker = new RunnerTracker(model, { x: SMALL.x, y: SMALL.y });
    await look(tracker, await frameOf([SMALL]));
    expect(Math.abs((await look(tracker, await frameOf([BIG, SMALL]))).hipX - SMALL.x)).toBeLessThan(40);
    const hidden = await look(tracker, await frameOf([]));
    expect(hidden).toEqual({ hipX: NaN, confidence: 0 });
    // Back again, with the larger one still there: the runner is the one who was followed.
    expect(Math.abs((await look(tracker, await frameOf([BIG, SMALL]))).hipX - SMALL.x)).toBeLessThan(40);
    model.dispose();
  });

  it(`holds no more tensors after ${FRAMES_FOR_LEAKS} frames than after ten, with people found and lost`, async () => {
    const { model } = await open('wasm');
    const tracker = new RunnerTracker(model, 'largest');
    let early = 0;
    for (let frame = 0; frame < FRAMES_FOR_LEAKS; frame++) {
      // Every 25th frame is empty, so that detecting again is counted too.
      await look(tracker, await frameOf(frame % 25 === 5 ? [] : [BIG]));
      if (frame === 9) early = tf.memory().numTensors;
    }
    expect(tf.memory().numTensors).toBe(early);
    model.dispose();
  });

  it('refuses every number once the graphics card has dropped out', async () => {
    const { model } = await open('webgl');
    const frames = (async function* () {
      yield await frameOf([BIG], 0);
      const backend = tf.backend();
      if (backend instanceof MathBackendWebGL)
        backend.gpgpu.gl.getExtension('WEBGL_lose_context')?.loseContext();
      yield await frameOf([BIG], 1);
    })();
    const clip = {
      facts: FACTS,
      runner: 'largest' as const,
      cursor: new ClipCursor({ frames: () => frames }),
    };
    const all = { fromS: -Infinity, toS: Infinity, state: NOBODY_SEEN, meet: [] };
    const followed = followStretch(clip, model, all, () => Promise.resolve(true));
    await expect(followed).rejects.toThrow(GpuLost);
  });
});
