import { Builder } from 'flatbuffers';

/** A minimal writer of TFLite files, independent of the reader under test; field ids follow schema.fbs. */

export const CODES = { ADD: 0, CONCATENATION: 2, CONV_2D: 3, DEPTHWISE_CONV_2D: 4, DEPTH_TO_SPACE: 5, DEQUANTIZE: 6, LOGISTIC: 14, MAX_POOL_2D: 17, RESHAPE: 22, RESIZE_BILINEAR: 23, PAD: 34, DENSIFY: 124 }; // prettier-ignore
export const ACTIVATION = { none: 0, relu: 1, reluN1To1: 2, relu6: 3 };
export const PADDING = { same: 0, valid: 1 };
const KINDS = { float32: 0, float16: 1, int32: 2, int8: 9 };

export interface TinyTensor {
  shape: number[];
  kind?: keyof typeof KINDS;
  /** Left out where the tensor is computed. float16 values are given as their 16 bits. */
  values?: number[];
  sparsity?: TinySparsity;
}

interface TinySparsity {
  traversalOrder: number[];
  blockMap?: number[];
  levels: (number | { segments: number[]; indices: number[] })[];
}

export interface TinyOperator {
  code: number;
  inputs: number[];
  outputs: number[];
  /** Option fields in the order of the schema; 'b' a byte (enum, bool), 'i' an int32. */
  options?: ['b' | 'i', number][];
}

export interface TinyModel {
  tensors: TinyTensor[];
  operators: TinyOperator[];
  inputs: number[];
  outputs: number[];
}

export function writeTflite({ tensors, operators, inputs, outputs }: TinyModel): Uint8Array {
  const b = new Builder(1024);
  const table = (fields: ((id: number) => void)[]) => {
    b.startObject(fields.length);
    fields.forEach((add, id) => {
      add(id);
    });
    return b.endObject();
  };
  const offset = (at: number) => (id: number) => {
    b.addFieldOffset(id, at, 0);
  };
  const byte = (value: number) => (id: number) => {
    b.addFieldInt8(id, value, 0);
  };
  const int = (value: number) => (id: number) => {
    b.addFieldInt32(id, value, 0);
  };
  const none = () => undefined;
  const ints = (values: number[]) => {
    b.startVector(4, values.length, 4);
    for (const value of values.toReversed()) b.addInt32(value);
    return b.endVector();
  };
  const bytes = (values: Uint8Array) => {
    b.startVector(1, values.length, 16);
    for (const value of values.toReversed()) b.addInt8(value);
    return b.endVector();
  };
  const offsets = (values: number[]) => {
    b.startVector(4, values.length, 4);
    for (const value of values.toReversed()) b.addOffset(value);
    return b.endVector();
  };
  const sparsityOf = ({ traversalOrder, blockMap = [], levels }: TinySparsity) => {
    const rows = levels.map((level) => {
      if (typeof level === 'number') return table([byte(0), int(level)]);
      // Segments as Int32Vector (1), indices as Uint8Vector (3), to cover both.
      const [segments, indices] = [ints(level.segments), bytes(Uint8Array.from(level.indices))];
      const [first, second] = [table([offset(segments)]), table([offset(indices)])];
      return table([byte(1), none, byte(1), offset(first), byte(3), offset(second)]);
    });
    const [order, map, metadata] = [ints(traversalOrder), ints(blockMap), offsets(rows)];
    return table([offset(order), offset(map), offset(metadata)]);
  };

  const data = tensors.map(({ kind = 'float32', values }) =>
    values ? encode(kind, values) : new Uint8Array(),
  );
  const buffers = data.map((content) => {
    const vector = bytes(content);
    return table([offset(vector)]);
  });
  const tensorTables = tensors.map(({ shape, kind = 'float32', sparsity }, i) => {
    const [name, dims] = [b.createString(`tensor_${i}`), ints(shape)];
    const sparse = sparsity === undefined ? none : offset(sparsityOf(sparsity));
    return table([offset(dims), byte(KINDS[kind]), int(i), offset(name), none, none, sparse]);
  });
  const codes = operators.map(({ code }) => table([byte(Math.min(code, 127)), none, int(1), int(code)]));
  const operatorTables = operators.map(({ inputs, outputs, options }, i) => {
    const [from, to] = [ints(inputs), ints(outputs)];
    const fields = options?.map(([kind, value]) => (kind === 'b' ? byte(value) : int(value)));
    const settings = fields === undefined ? none : offset(table(fields));
    return table([int(i), offset(from), offset(to), none, settings]);
  });
  const [tensorList, operatorList] = [offsets(tensorTables), offsets(operatorTables)];
  const [from, to] = [ints(inputs), ints(outputs)];
  const graph = table([offset(tensorList), offset(from), offset(to), offset(operatorList)]);
  const [codeList, graphs, bufferList] = [offsets(codes), offsets([graph]), offsets(buffers)];
  b.finish(table([int(3), offset(codeList), offset(graphs), none, offset(bufferList)]), 'TFL3');
  return b.asUint8Array().slice();
}

function encode(kind: keyof typeof KINDS, values: number[]): Uint8Array {
  if (kind === 'float32') return new Uint8Array(Float32Array.from(values).buffer);
  if (kind === 'float16') return new Uint8Array(Uint16Array.from(values).buffer);
  if (kind === 'int8') return new Uint8Array(Int8Array.from(values).buffer);
  return new Uint8Array(Int32Array.from(values).buffer);
}
