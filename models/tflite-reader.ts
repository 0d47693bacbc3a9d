import { FlatBuffer, type FlatTable } from './flatbuffer';
import { readSparsity, type Sparsity } from './densify';
import { OPERATOR_NAMES } from './operator-names';

/**
 * Reads a TFLite file into tensors and operators. Field ids are the order of declaration in the schema,
 * tensorflow/lite/schema/schema.fbs (https://github.com/tensorflow/tensorflow), version 3.
 */

/** Element kinds that the BlazePose files use. */
type TensorKind = 'float32' | 'float16' | 'int32' | 'uint8' | 'int64' | 'int8' | 'other';

export interface TfliteTensor {
  index: number;
  name: string;
  /** NHWC for pictures; OHWI for convolution weights, [1, H, W, out] for depthwise ones. */
  shape: number[];
  kind: TensorKind;
  /** Little-endian elements in row-major order, a view into the file; null where the tensor is computed. */
  data: Uint8Array | null;
  /** How `data` is packed, where most of it is zero. */
  sparsity: Sparsity | null;
  /** Where it stands in the file, for errors. */
  table: FlatTable;
}

export interface TfliteOperator {
  /** e.g. "CONV_2D". */
  kind: string;
  /** Tensor indices; −1 is an optional input left out. */
  inputs: number[];
  outputs: number[];
  /** The operator's options by field id; null where it has none. */
  options: FlatTable | null;
  /** Where it stands in the file, for errors: names the operator. */
  table: FlatTable;
}

export interface TfliteModel {
  file: string;
  tensors: TfliteTensor[];
  operators: TfliteOperator[];
  /** Tensor indices. */
  inputs: number[];
  outputs: number[];
}

/** `enum TensorType`, by its number. */
const TENSOR_KINDS: readonly TensorKind[] = ['float32', 'float16', 'int32', 'uint8', 'int64', 'other', 'other', 'other', 'other', 'int8']; // prettier-ignore

/** Reads a whole file. Throws a TfliteError that names file, place and byte offset. */
export function readTflite(file: string, bytes: Uint8Array): TfliteModel {
  const root = new FlatBuffer(file, bytes).root('TFL3').at('the model');
  if (root.u32(0) !== 3) throw root.error(`schema version 3 is expected, found ${root.u32(0)}`);
  const graphs = root.tables(2);
  const [graph] = graphs;
  if (graph === undefined || graphs.length > 1) {
    throw root.error(`one graph is expected, found ${graphs.length}`);
  }
  const codes = root.tables(1);
  const buffers = root.tables(4);
  const tensors = graph.tables(0).map((table, index) => readTensor(table, index, buffers));
  const operators = graph.tables(3).map((table, index) => readOperator(table, index, codes, tensors.length));
  const ends = { inputs: graph.i32s(1), outputs: graph.i32s(2) };
  if (ends.outputs.length === 0) throw graph.error('the graph has no outputs');
  for (const index of [...ends.inputs, ...ends.outputs]) {
    if (tensors[index] === undefined)
      throw graph.error(`the graph names tensor ${index}, which does not exist`);
  }
  return { file, tensors, operators, ...ends };
}

function readTensor(raw: FlatTable, index: number, buffers: FlatTable[]): TfliteTensor {
  const table = raw.at(`tensor ${index} (${raw.at(`tensor ${index}`).text(3)})`);
  const buffer = buffers[table.u32(2)];
  if (buffer === undefined) throw table.error(`its data is buffer ${table.u32(2)}, which does not exist`);
  // Buffer 0 and any other empty buffer mean: computed at run time.
  const data = buffer.at(table.place).bytes(0);
  const sparsity = table.table(6);
  return {
    index,
    name: table.text(3),
    shape: table.i32s(0),
    kind: TENSOR_KINDS[table.i8(1)] ?? 'other',
    data: data.length === 0 ? null : data,
    sparsity: sparsity === null ? null : readSparsity(sparsity),
    table,
  };
}

function readOperator(
  raw: FlatTable,
  index: number,
  codes: FlatTable[],
  tensorCount: number,
): TfliteOperator {
  const bare = raw.at(`operator ${index}`);
  const code = codes[bare.u32(0)];
  if (code === undefined) throw bare.error(`its code is entry ${bare.u32(0)}, which does not exist`);
  // Codes up to 126 stand in a byte; later files repeat them in a wider field, so the larger one counts.
  const builtin = Math.max(code.i8(0), code.i32(3));
  const custom = builtin === OPERATOR_NAMES.CUSTOM ? `CUSTOM "${code.text(1)}"` : null;
  const name = Object.entries(OPERATOR_NAMES).find(([, number]) => number === builtin)?.[0];
  const kind = custom ?? name ?? `code ${builtin}`;
  const table = raw.at(`operator ${index} (${kind})`);
  const [inputs, outputs] = [table.i32s(1), table.i32s(2)];
  const wrong = [...inputs, ...outputs].find((tensor) => tensor < -1 || tensor >= tensorCount);
  if (wrong !== undefined) throw table.error(`it names tensor ${wrong}, which does not exist`);
  return { kind, inputs, outputs, options: table.table(4), table };
}
