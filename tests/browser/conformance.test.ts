import { describe, expect, it } from 'vitest';
import { ROW_LENGTH, ROW_STRIDE } from '../../src/pose/contract';
import { openModel } from '../../workers/open-model';
import { FrameReader } from '../../workers/frame-reader';
import { RunnerTracker } from '../../workers/runner-tracker';
import { fieldFile } from './field-file';

/** The reference ran on the picture at this size. */
const [WIDTH, HEIGHT] = [1000, 667];

interface Expected {
  tolerancePx: number;
  landmarksPx: [number, number][];
}

const picture = await fieldFile('conformance/pose.jpg');
const expected = await fieldFile('conformance/expected.json');

/** The page's own path, from pixels to landmarks: crop, network, calculators. */
describe.skipIf(picture === null || expected === null)(
  'reference landmarks of field/conformance (skipped without ../shared/field)',
  () => {
    it.each([
      ['lite', 'wasm'],
      ['full', 'wasm'],
      ['lite', 'webgl'],
      ['full', 'webgl'],
    ] as const)('%s on %s is within the tolerance', async (model, backend) => {
      if (picture === null || expected === null) throw new Error('Skipped without both.');
      const truth = JSON.parse(await expected.text()) as Expected;
      const modelsUrl = new URL('/models/', location.href).href;
      const opened = await openModel({ model, backend, modelsUrl });
      const image = new VideoFrame(await createImageBitmap(picture), { timestamp: 0 });
      expect([image.displayWidth, image.displayHeight]).toEqual([WIDTH, HEIGHT]);
      const reader = new FrameReader(WIDTH, HEIGHT);
      reader.open({ image, timeS: 0, durationS: 0, rotationDeg: 0, mirrored: false });
      const row = new Float32Array(ROW_LENGTH);
      await new RunnerTracker(opened.model, 'largest').follow(reader, row);
      image.close();
      const errorsPx = truth.landmarksPx.map(([x, y], k) =>
        Math.hypot((row[k * ROW_STRIDE] ?? NaN) - x, (row[k * ROW_STRIDE + 1] ?? NaN) - y),
      );
      console.info(
        `${model} on ${backend}: worst ${Math.max(...errorsPx).toFixed(1)} px of ${truth.tolerancePx}`,
      );
      expect(Math.max(...errorsPx)).toBeLessThanOrEqual(truth.tolerancePx);
      opened.model.dispose();
    });
  },
);
