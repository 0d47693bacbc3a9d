/**
 * A tfjs graph model being put together: nodes as in TensorFlow's `NodeDef` and weights as in tfjs's weights manifest.
 * Source: tfjs-converter/src/data/compiled_api.ts and tfjs-core/src/io/types.ts.
 */

/** The attributes that the nodes here use; `s` is base64. */
export type Attribute =
  | { i: number }
  | { f: number }
  | { b: boolean }
  | { s: string }
  | { type: 'DT_FLOAT' | 'DT_INT32' }
  | { list: { i: number[] } | { s: string[] } }
  | { shape: TensorShape }
  | { tensor: { dtype: 'DT_FLOAT' | 'DT_INT32'; tensorShape: TensorShape } };

export interface TensorShape {
  dim: { size: number }[];
}

export interface GraphNode {
  name: string;
  op: string;
  input: string[];
  attr: Record<string, Attribute>;
}

/** Values known before the model runs, little-endian and row-major. float16 becomes float32 when tfjs loads it. */
export interface Constant {
  shape: number[];
  kind: 'float32' | 'float16' | 'int32';
  data: Uint8Array;
}

/** A finished graph: what `graph-writer.ts` turns into files. */
export interface Graph {
  /** Placeholder name → shape. */
  inputs: Map<string, number[]>;
  outputs: string[];
  /** Every node stands after those that it reads. */
  nodes: GraphNode[];
  /** Constants by node name, in the order of their nodes. */
  constants: Map<string, Constant>;
}

export const text = (value: string): Attribute => ({ s: btoa(value) });
export const texts = (values: string[]): Attribute => ({ list: { s: values.map((value) => btoa(value)) } });
export const integers = (values: number[]): Attribute => ({ list: { i: values } });
export const FLOAT: Attribute = { type: 'DT_FLOAT' };
const INT: Attribute = { type: 'DT_INT32' };

export class GraphBuilder {
  readonly #nodes = new Map<string, GraphNode>();
  readonly #constants = new Map<string, Constant>();
  readonly #inputs = new Map<string, number[]>();

  input(name: string, shape: number[]): string {
    this.#inputs.set(name, shape);
    return this.node(name, 'Placeholder', [], { dtype: FLOAT, shape: { shape: shapeOf(shape) } });
  }

  /** Adds a node and returns its name. */
  node(name: string, op: string, input: string[], attr: Record<string, Attribute>): string {
    if (this.#nodes.has(name)) throw new Error(`The graph already has a node named "${name}".`);
    this.#nodes.set(name, { name, op, input, attr });
    return name;
  }

  /** Adds a constant, once per name. */
  constant(name: string, value: Constant): string {
    if (this.#constants.has(name)) return name;
    const dtype = value.kind === 'int32' ? 'DT_INT32' : 'DT_FLOAT';
    this.#constants.set(name, value);
    return this.node(name, 'Const', [], {
      dtype: value.kind === 'int32' ? INT : FLOAT,
      value: { tensor: { dtype, tensorShape: shapeOf(value.shape) } },
    });
  }

  integers(name: string, values: number[], shape = [values.length]): string {
    return this.constant(name, {
      shape,
      kind: 'int32',
      data: new Uint8Array(Int32Array.from(values).buffer),
    });
  }

  /** The graph with only what the outputs need: folded paddings and the like drop out here. */
  finish(outputs: string[]): Graph {
    const needed = new Set<string>();
    const mark = (name: string): void => {
      if (needed.has(name)) return;
      needed.add(name);
      const node = this.#nodes.get(name);
      if (node === undefined) throw new Error(`The graph has no node named "${name}".`);
      node.input.forEach(mark);
    };
    outputs.forEach(mark);
    return {
      inputs: this.#inputs,
      outputs,
      nodes: [...this.#nodes.values()].filter(({ name }) => needed.has(name)),
      constants: new Map([...this.#constants].filter(([name]) => needed.has(name))),
    };
  }
}

function shapeOf(shape: readonly number[]): TensorShape {
  return { dim: shape.map((size) => ({ size })) };
}
