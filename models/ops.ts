import type { Conversion } from './convert';
import { convertConvolution, convertDepthwise } from './convolutions';
import { FLOAT, integers, text, type Attribute } from './graph-builder';
import { activationOf, optionsOf, paddingOf } from './options';
import type { TfliteOperator } from './tflite-reader';

/** Adds the nodes of one operator to the graph; the last is called `name`. Returns that name. */
type Convert = (at: Conversion, operator: TfliteOperator, name: string) => string;

const INT: Attribute = { type: 'DT_INT32' };

/** The operators that BlazePose is made of. Option fields are those of tensorflow/lite/schema/schema.fbs. */
export const OPERATIONS: ReadonlyMap<string, Convert> = new Map<string, Convert>([
  ['CONV_2D', convertConvolution],
  ['DEPTHWISE_CONV_2D', convertDepthwise],

  // table AddOptions { fused_activation_function }
  [
    'ADD',
    (at, operator, name) =>
      activated(at, operator, name, 0, (sum) =>
        at.graph.node(sum, 'AddV2', [at.input(operator, 0), at.input(operator, 1)], { T: FLOAT }),
      ),
  ],

  // Zeros around the input; its second input is [before, after] per dimension.
  [
    'PAD',
    (at, operator, name) => {
      const amounts = at.integersInput(operator, 1);
      const paddings = at.graph.integers(`${name}_paddings`, amounts, [amounts.length / 2, 2]);
      return at.graph.node(name, 'Pad', [at.input(operator, 0), paddings], { T: FLOAT, Tpaddings: INT });
    },
  ],

  // table ResizeBilinearOptions { new_height (deprecated), new_width (deprecated), align_corners, half_pixel_centers }
  [
    'RESIZE_BILINEAR',
    (at, operator, name) => {
      const options = optionsOf(operator);
      const size = at.graph.integers(`${name}_size`, at.integersInput(operator, 1)); // height, width
      return at.graph.node(name, 'ResizeBilinear', [at.input(operator, 0), size], {
        T: FLOAT,
        align_corners: { b: options.bool(2) },
        half_pixel_centers: { b: options.bool(3) },
      });
    },
  ],

  // table Pool2DOptions { padding, stride_w, stride_h, filter_width, filter_height, fused_activation_function }
  [
    'MAX_POOL_2D',
    (at, operator, name) => {
      const options = optionsOf(operator);
      return activated(at, operator, name, 5, (pooled) =>
        at.graph.node(pooled, 'MaxPool', [at.input(operator, 0)], {
          T: FLOAT,
          data_format: text('NHWC'),
          padding: text(paddingOf(operator, 0)),
          strides: integers([1, options.i32(2), options.i32(1), 1]),
          ksize: integers([1, options.i32(4), options.i32(3), 1]),
        }),
      );
    },
  ],

  // The new shape is that of the result; the operator's own copies of it may be missing.
  [
    'RESHAPE',
    (at, operator, name) => {
      const shape = at.graph.integers(`${name}_shape`, at.tensor(operator, operator.outputs[0]).shape);
      return at.graph.node(name, 'Reshape', [at.input(operator, 0), shape], { T: FLOAT, Tshape: INT });
    },
  ],

  ['LOGISTIC', (at, operator, name) => at.graph.node(name, 'Sigmoid', [at.input(operator, 0)], { T: FLOAT })],

  // table DepthToSpaceOptions { block_size }
  [
    'DEPTH_TO_SPACE',
    (at, operator, name) =>
      at.graph.node(name, 'DepthToSpace', [at.input(operator, 0)], {
        T: FLOAT,
        data_format: text('NHWC'),
        block_size: { i: optionsOf(operator).i32(0) },
      }),
  ],

  // table ConcatenationOptions { axis, fused_activation_function }
  [
    'CONCATENATION',
    (at, operator, name) => {
      const rank = at.tensor(operator, operator.outputs[0]).shape.length;
      const axis = optionsOf(operator).i32(0);
      const parts = operator.inputs.map((_, position) => at.input(operator, position));
      const along = at.graph.integers(`${name}_axis`, [axis < 0 ? axis + rank : axis], []);
      return activated(at, operator, name, 1, (joined) =>
        at.graph.node(joined, 'ConcatV2', [...parts, along], { N: { i: parts.length }, T: FLOAT, Tidx: INT }),
      );
    },
  ],

  ['DEQUANTIZE', alreadyConstant],
  ['DENSIFY', alreadyConstant],
]);

/** `constants.ts` has carried these out, so no node is left; converting one is a fault of this program. */
function alreadyConstant(_: Conversion, operator: TfliteOperator): string {
  throw operator.table.error('its input is not constant, which is not supported');
}

/** Adds what `add` adds, then the activation that the operator's options name at `field`. */
function activated(
  at: Conversion,
  operator: TfliteOperator,
  name: string,
  field: number,
  add: (name: string) => string,
): string {
  const activation = activationOf(operator, field);
  if (activation === null) return add(name);
  return at.graph.node(name, activation, [add(`${name}_before_activation`)], { T: FLOAT });
}
