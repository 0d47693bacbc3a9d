import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { setBackend, tensor, tidy } from '@tensorflow/tfjs-core';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { MODELS } from '../../../models/blazepose';
import { convert } from '../../../models/convert';
import { writeGraph } from '../../../models/graph-writer';
import { readTflite } from '../../../models/tflite-reader';
import { loadFiles } from './load-graph';
import golden from './golden.json';

/*
 * golden.json holds what Google's TFLite runtime computes from the original files: @tensorflow/tfjs-tflite
 * 0.0.1-alpha.10 (TFLite in WebAssembly with SIMD, XNNPACK, one thread), run in Chromium on `pattern` below through
 * TFLiteWebModelRunner. Of each output it has every `step`-th value, from 0, and the largest magnitude of all, `peak`.
 *
 * When it was made, every value of the landmark models was the same to the last bit (both runtimes are built on
 * XNNPACK) and the detector was within 1.3e-6 of its peak. tfjs's cpu backend, which rounds differently, was
 * within 3e-4 of the peak on lite.
 */

/**
 * Largest error, as a fraction of the output's peak: several times what another order of summing costs the detector.
 * A weight in the wrong place costs far more.
 */
const TOLERANCE = 1e-5;

interface GoldenOutput {
  count: number;
  step: number;
  peak: number;
  values: number[];
}

/** A slope with noise over size × size × RGB, 0 … 1, the same on every machine. */
function pattern(size: number): Float32Array {
  return Float32Array.from({ length: size * size * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    const noise = (Math.imul(i, 2654435761) >>> 24) / 256;
    return (pixel % size) / size / 2 + Math.floor(pixel / size) / size / 4 + noise / 4;
  });
}

/** Converts a model and runs it on the pattern with the wasm backend; all outputs by name. */
async function run(
  name: 'detector' | 'lite' | 'full',
): Promise<Map<string, { shape: number[]; values: Float32Array }>> {
  const plan = MODELS.find((model) => model.name === name)!;
  const source = readFileSync(`node_modules/@mediapipe/pose/${plan.sourceFile}`);
  const { model } = await loadFiles(
    writeGraph(convert(readTflite(plan.sourceFile, source), plan.outputs), 'test'),
  );
  const names = 'names' in plan.outputs ? [...plan.outputs.names] : [plan.outputs.joined];
  const [, size = 0] = model.inputs[0]!.shape!;
  // The detector reads −1 … 1, the landmark models 0 … 1.
  const input = name === 'detector' ? pattern(size).map((value) => value * 2 - 1) : pattern(size);
  const results = tidy(() => {
    const out = model.execute(tensor(input, [1, size, size, 3]), names);
    return (Array.isArray(out) ? out : [out]).map((result, i) => {
      const values = Float32Array.from(result.dataSync());
      return [names[i]!, { shape: result.shape, values }] as const;
    });
  });
  model.dispose();
  return new Map(results);
}

function compare(values: Float32Array, { count, step, peak, values: expected }: GoldenOutput) {
  expect(values).toHaveLength(count);
  const error = Math.max(...expected.map((value, i) => Math.abs(value - values[i * step]!)));
  expect(error / peak).toBeLessThan(TOLERANCE);
}

beforeAll(async () => {
  const dist = `${process.cwd()}/node_modules/@tensorflow/tfjs-backend-wasm/dist/`;
  setWasmPaths(dist);
  await setBackend('wasm');
});

describe('BlazePose computes what the TFLite runtime computes', () => {
  it.each(['lite', 'full'] as const)('%s', async (name) => {
    const outputs = await run(name);
    expect([...outputs.keys()].sort()).toEqual(Object.keys(golden[name]).sort());
    for (const [output, expected] of Object.entries(golden[name]))
      compare(outputs.get(output)!.values, expected);
  });

  it('the detector, with scores before boxes', async () => {
    const { shape, values } = (await run('detector')).get('detections')!;
    expect(shape).toEqual([1, 2254, 13]);
    compare(
      values.filter((_, i) => i % 13 === 0),
      golden.detector.scores,
    );
    compare(
      values.filter((_, i) => i % 13 !== 0),
      golden.detector.boxes,
    );
  });
});
