/** What the bench times inside a worker, as the app's own worker does it: decoding alone, the bare network alone. */
import * as tf from '@tensorflow/tfjs-core';
import * as Comlink from 'comlink';
import type { WorkerSetup } from '../../src/pose/contract';
import { permutationTest } from '../../src/core/permutation-test';
import { CURVE_NODES } from '../../src/core/stride-nodes';
import { openClip } from '../../src/video/open-clip';
import { openModel } from '../../workers/open-model';
import { LANDMARK_INPUT, type PoseModel } from '../../workers/pose-model';

let model: PoseModel | null = null;

const bench = {
  async prepare(setup: WorkerSetup): Promise<void> {
    model = (await openModel(setup)).model;
  },

  /** Milliseconds per frame to decode a clip and throw its frames away. */
  async decode(file: Blob, name: string): Promise<number> {
    const clip = await openClip(file, { name });
    const start = performance.now();
    let frames = 0;
    for await (const { image } of clip.frames()) {
      image.close();
      frames++;
    }
    clip.close();
    return (performance.now() - start) / frames;
  },

  /** Milliseconds per run of the landmark network on pixels that are there already, its answer read back. */
  async bareModel(runs: number): Promise<number> {
    if (model === null) throw new Error('bareModel before prepare.');
    const { size } = LANDMARK_INPUT;
    const input = tf.randomUniform<tf.Rank.R4>([1, size, size, 3], 0, 1, 'float32', 1);
    const start = performance.now();
    for (let run = 0; run < runs; run++) {
      const outputs = model.execute(input);
      await Promise.all(outputs.map((output) => output.data()));
      tf.dispose(outputs);
    }
    input.dispose();
    return (performance.now() - start) / runs;
  },

  /** Milliseconds for the two-sample permutation test of so many curves, 60 strides a side, 10,000 shuffles. */
  async permutation(curves: number): Promise<number> {
    const side = (shift: number) =>
      Array.from({ length: curves }, (_, k) =>
        Float32Array.from({ length: 60 * CURVE_NODES }, (_, p) => Math.sin(p * (k + 1.7)) + shift),
      );
    await permutationTest(side(0), side(0.1));
    const start = performance.now();
    await permutationTest(side(0), side(0.1));
    return performance.now() - start;
  },
};

export type BenchWorker = typeof bench;

Comlink.expose(bench);
