import type { Constant, Graph, GraphNode, TensorShape } from './graph-builder';

/** Bytes per weights file: what the tfjs converter writes, small enough for every browser's cache. */
const SHARD_BYTES = 4 * 1024 * 1024;

/** One file of a model: its name within the model's folder, and its content. */
export interface ModelFile {
  name: string;
  content: Uint8Array;
}

interface WeightSpec {
  name: string;
  shape: number[];
  dtype: 'float32' | 'int32';
  quantization?: { dtype: 'float16'; original_dtype: 'float32' };
}

/**
 * A graph as the files that tfjs-converter's `loadGraphModel` reads: `model.json` and `group1-shard*.bin`.
 * float16 weights stay float16 on disk. The same graph gives the same bytes.
 */
export function writeGraph(graph: Graph, convertedBy: string): ModelFile[] {
  const weights = concatenate([...graph.constants.values()].map(({ data }) => data));
  const shardCount = Math.max(1, Math.ceil(weights.length / SHARD_BYTES));
  const shards = Array.from({ length: shardCount }, (_, i) => ({
    name: `group1-shard${i + 1}of${shardCount}.bin`,
    content: weights.subarray(i * SHARD_BYTES, (i + 1) * SHARD_BYTES),
  }));
  const model = {
    format: 'graph-model',
    generatedBy: 'TFLite',
    convertedBy,
    signature: signatureOf(graph),
    modelTopology: {
      node: graph.nodes satisfies GraphNode[],
      library: {},
      versions: { producer: 1, minConsumer: 1 },
    },
    weightsManifest: [
      {
        paths: shards.map(({ name }) => name),
        weights: [...graph.constants].map(([name, constant]) => specOf(name, constant)),
      },
    ],
  };
  return [{ name: 'model.json', content: new TextEncoder().encode(`${JSON.stringify(model)}\n`) }, ...shards];
}

function specOf(name: string, { shape, kind }: Constant): WeightSpec {
  return kind === 'float16'
    ? { name, shape, dtype: 'float32', quantization: { dtype: 'float16', original_dtype: 'float32' } }
    : { name, shape, dtype: kind };
}

interface TensorInfo {
  name: string;
  dtype: 'DT_FLOAT';
  tensorShape?: TensorShape;
}

function signatureOf({ inputs, outputs }: Graph) {
  const infoOf = (name: string, shape?: number[]): TensorInfo => ({
    name,
    dtype: 'DT_FLOAT',
    ...(shape && { tensorShape: { dim: shape.map((size) => ({ size })) } }),
  });
  return {
    inputs: Object.fromEntries([...inputs].map(([name, shape]) => [name, infoOf(name, shape)])),
    outputs: Object.fromEntries(outputs.map((name) => [name, infoOf(name)])),
  };
}

function concatenate(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) {
    whole.set(part, end);
    end += part.length;
  }
  return whole;
}
