import { densify } from './densify';
import type { Constant } from './graph-builder';
import type { TfliteModel, TfliteTensor } from './tflite-reader';

const BYTES_PER_ELEMENT = { float32: 4, float16: 2, int32: 4 };

/**
 * The model's tensors whose values are known before it runs, by index. DENSIFY and DEQUANTIZE (float16 → float32)
 * happen here: their results hold the dense values, still as float16, so neither is left to run time.
 */
export function readConstants(model: TfliteModel): Map<number, Constant> {
  const constants = new Map<number, Constant>();
  for (const tensor of model.tensors) {
    if (tensor.data !== null) constants.set(tensor.index, readConstant(tensor, tensor.data));
  }
  for (const { kind, inputs, outputs, table } of model.operators) {
    if (kind !== 'DENSIFY' && kind !== 'DEQUANTIZE') continue;
    const [from = -1, to = -1] = [inputs[0], outputs[0]];
    const constant = constants.get(from);
    if (constant === undefined) throw table.error('its input is not constant, which is not supported');
    if (kind === 'DEQUANTIZE' && constant.kind !== 'float16') {
      throw table.error(`only float16 can be dequantized, found ${constant.kind}`);
    }
    constants.set(to, constant);
  }
  return constants;
}

function readConstant({ table, kind, shape, sparsity, data }: TfliteTensor, values: Uint8Array): Constant {
  if (kind !== 'float32' && kind !== 'float16' && kind !== 'int32') {
    throw table.error(`constants of kind ${kind} are not supported`);
  }
  const bytesPerElement = BYTES_PER_ELEMENT[kind];
  const dense = sparsity === null ? values : densify(values, shape, bytesPerElement, sparsity);
  const expected = shape.reduce((a, b) => a * b, bytesPerElement);
  if (dense.length !== expected) {
    throw table.error(`the shape [${shape.join(', ')}] needs ${expected} bytes, found ${data?.length ?? 0}`);
  }
  return { shape, kind, data: dense };
}

/** The numbers of an int32 constant (shapes, paddings, sizes). */
export function integersOf({ data }: Constant): number[] {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return Array.from({ length: data.byteLength / 4 }, (_, i) => view.getInt32(4 * i, true));
}

/** Convolution weights from TFLite's [out, H, W, in] to TensorFlow's [H, W, in, out]. */
export function toHwio({ shape, kind, data }: Constant): Constant {
  const [out = 0, height = 0, width = 0, inner = 0] = shape;
  const size = BYTES_PER_ELEMENT[kind];
  const result = new Uint8Array(data.length);
  const perOut = height * width * inner;
  for (let o = 0; o < out; o++) {
    for (let k = 0; k < perOut; k++) {
      const [from, to] = [(o * perOut + k) * size, (k * out + o) * size];
      for (let b = 0; b < size; b++) result[to + b] = data[from + b]!;
    }
  }
  return { shape: [height, width, inner, out], kind, data: result };
}
