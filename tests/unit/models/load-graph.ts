import '@tensorflow/tfjs-backend-cpu';
import { loadGraphModel, type GraphModel } from '@tensorflow/tfjs-converter';
import { io, setBackend, tensor, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { convert } from '../../../models/convert';
import { writeGraph, type ModelFile } from '../../../models/graph-writer';
import { readTflite } from '../../../models/tflite-reader';
import { writeTflite, type TinyModel } from './tflite-writer';

export interface ModelJson {
  modelTopology: { node: { name: string; op: string }[] };
  signature: object;
  weightsManifest: [{ paths: string[]; weights: io.WeightsManifestEntry[] }];
}

/** The files of a model as `loadGraphModel` would fetch them, and its parsed model.json. */
export async function loadFiles(files: ModelFile[]): Promise<{ model: GraphModel; json: ModelJson }> {
  const json = JSON.parse(new TextDecoder().decode(files[0]!.content)) as ModelJson;
  const weights = await new Blob(files.slice(1).map(({ content }) => new Uint8Array(content))).arrayBuffer();
  const { modelTopology, signature, weightsManifest } = json;
  const artifacts = {
    modelTopology,
    signature,
    weightSpecs: weightsManifest[0].weights,
    weightData: weights,
  };
  return { model: await loadGraphModel(io.fromMemory(artifacts)), json };
}

/** A tiny model converted as `prepare.ts` does it; its results are called "out0", "out1", … */
export function convertTiny(tiny: TinyModel): ModelFile[] {
  const names = tiny.outputs.map((_, i) => `out${i}`);
  return writeGraph(convert(readTflite('tiny.tflite', writeTflite(tiny)), { names }), 'test');
}

/** Converts a tiny model, runs it on the cpu backend, and returns its first result. */
export async function runTiny(tiny: TinyModel, ...inputs: number[][]) {
  await setBackend('cpu');
  const { model, json } = await loadFiles(convertTiny(tiny));
  const shapes = tiny.inputs.map((index) => tiny.tensors[index]!.shape);
  const result = tidy(() => {
    const fed = Object.fromEntries(
      inputs.map((values, i) => [`tensor_${tiny.inputs[i]!}`, tensor(values, shapes[i])]),
    );
    const out = model.execute(fed, 'out0') as Tensor;
    return { shape: out.shape, values: Array.from(out.dataSync()) };
  });
  model.dispose();
  return {
    ...result,
    ops: json.modelTopology.node.map(({ op }) => op),
    weights: json.weightsManifest[0].weights,
  };
}
