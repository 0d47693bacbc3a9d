import { integersOf, readConstants } from './constants';
import { GraphBuilder, FLOAT, type Constant, type Graph } from './graph-builder';
import { OPERATIONS } from './ops';
import type { TfliteModel, TfliteOperator, TfliteTensor } from './tflite-reader';

/** How a model's results are called, in the order of the TFLite file. */
export type OutputPlan =
  | { names: readonly string[] }
  /** All results joined along the last axis, in the order given (positions in the TFLite file), under one name. */
  | { joined: string; order: readonly number[] };

/** What one operator's conversion may ask of the model around it. */
export class Conversion {
  readonly graph = new GraphBuilder();
  readonly #constants: Map<number, Constant>;
  /** Node that computes a tensor, by tensor index. */
  readonly #names = new Map<number, string>();
  readonly #producers = new Map<number, TfliteOperator>();

  constructor(readonly model: TfliteModel) {
    this.#constants = readConstants(model);
    for (const operator of model.operators) {
      for (const output of operator.outputs) this.#producers.set(output, operator);
    }
  }

  tensor(operator: TfliteOperator, index: number | undefined): TfliteTensor {
    const tensor = this.model.tensors[index ?? -1];
    if (tensor === undefined) throw operator.table.error('an input or output is missing');
    return tensor;
  }

  /** Input `position` of an operator, which must be constant. */
  constantInput(operator: TfliteOperator, position: number): Constant {
    const tensor = this.tensor(operator, operator.inputs[position]);
    const constant = this.#constants.get(tensor.index);
    if (constant === undefined) throw operator.table.error(`its input ${position} must be constant`);
    return constant;
  }

  /** Input `position` of an operator, as the numbers of an int32 constant. */
  integersInput(operator: TfliteOperator, position: number): number[] {
    const constant = this.constantInput(operator, position);
    if (constant.kind !== 'int32') throw operator.table.error(`its input ${position} must be int32`);
    return integersOf(constant);
  }

  /** The name of the node that yields input `position` of an operator. */
  input(operator: TfliteOperator, position: number): string {
    const tensor = this.tensor(operator, operator.inputs[position]);
    const name = this.#names.get(tensor.index);
    if (name !== undefined) return name;
    const constant = this.#constants.get(tensor.index);
    if (constant === undefined) throw operator.table.error(`its input ${position} is not computed before it`);
    return this.graph.constant(`constant_${tensor.index}`, constant);
  }

  producer(tensor: TfliteTensor): TfliteOperator | undefined {
    return this.#producers.get(tensor.index);
  }

  run(plan: OutputPlan): Graph {
    const { inputs, outputs, operators } = this.model;
    for (const index of inputs) {
      const { name, shape, kind, table } = this.model.tensors[index]!;
      if (kind !== 'float32') throw table.error(`inputs of kind ${kind} are not supported`);
      this.#names.set(index, this.graph.input(name, shape));
    }
    const count = 'names' in plan ? plan.names.length : plan.order.length;
    if (count !== outputs.length) {
      throw this.model.tensors[outputs[0] ?? 0]!.table.error(
        `${count} outputs are expected, found ${outputs.length}`,
      );
    }
    operators.forEach((operator, position) => {
      const convert = OPERATIONS.get(operator.kind);
      if (convert === undefined) throw operator.table.error('this operator is not supported');
      const output = this.tensor(operator, operator.outputs[0]);
      if (this.#constants.has(output.index)) return; // DENSIFY, DEQUANTIZE
      if (output.kind !== 'float32')
        throw operator.table.error(`results of kind ${output.kind} are not supported`);
      if (this.#names.has(output.index)) throw operator.table.error('its result is computed twice');
      const named = 'names' in plan ? plan.names[outputs.indexOf(output.index)] : undefined;
      const name = named ?? `${operator.kind.toLowerCase()}_${position}`;
      this.#names.set(output.index, convert(this, operator, name));
    });
    for (const [position, index] of outputs.entries()) {
      const name = this.#names.get(index);
      if (name === undefined || ('names' in plan && name !== plan.names[position])) {
        throw this.model.tensors[index]!.table.error('it is an output, but no operator computes it');
      }
    }
    return this.graph.finish('names' in plan ? [...plan.names] : [this.#join(plan.joined, plan.order)]);
  }

  #join(name: string, order: readonly number[]): string {
    const parts = order.map((position) => this.model.tensors[this.model.outputs[position]!]!);
    const nodes = parts.map((part) => this.#names.get(part.index)!); // `run` has checked them
    const axis = this.graph.integers(`${name}_axis`, [parts[0]!.shape.length - 1], []);
    return this.graph.node(name, 'ConcatV2', [...nodes, axis], {
      N: { i: nodes.length },
      T: FLOAT,
      Tidx: { type: 'DT_INT32' },
    });
  }
}

/** Turns a TFLite model into a tfjs graph with the same results. Throws a TfliteError where it cannot. */
export function convert(model: TfliteModel, outputs: OutputPlan): Graph {
  return new Conversion(model).run(outputs);
}
