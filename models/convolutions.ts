import { toHwio } from './constants';
import type { Conversion } from './convert';
import { FLOAT, integers, text, texts, type Attribute, type Constant } from './graph-builder';
import { activationOf, optionsOf, paddingOf } from './options';
import type { TfliteOperator } from './tflite-reader';

/**
 * CONV_2D (input NHWC, weights OHWI, bias O) → _FusedConv2D, which adds the bias and applies the activation itself.
 * `table Conv2DOptions { padding, stride_w, stride_h, fused_activation_function, dilation_w_factor, dilation_h_factor }`
 */
export function convertConvolution(at: Conversion, operator: TfliteOperator, name: string): string {
  const options = optionsOf(operator);
  const weights = at.constantInput(operator, 1);
  checkChannels(at, operator, weights, weights.shape[3]);
  return fused(at, operator, name, '_FusedConv2D', {
    weights: toHwio(weights),
    strides: [1, options.i32(2), options.i32(1), 1],
    dilations: [1, options.i32(5, 1), options.i32(4, 1), 1],
    activation: activationOf(operator, 3),
  });
}

/**
 * DEPTHWISE_CONV_2D (weights [1, H, W, in · multiplier]) → FusedDepthwiseConv2dNative (weights [H, W, in, multiplier]:
 * the same numbers in the same order).
 * `table DepthwiseConv2DOptions { padding, stride_w, stride_h, depth_multiplier, fused_activation_function,
 * dilation_w_factor, dilation_h_factor }`
 */
export function convertDepthwise(at: Conversion, operator: TfliteOperator, name: string): string {
  const options = optionsOf(operator);
  const weights = at.constantInput(operator, 1);
  const [, height = 0, width = 0, out = 0] = weights.shape;
  // Writers may leave the multiplier out; the shapes tell it.
  const channels = at.tensor(operator, operator.inputs[0]).shape[3] ?? 0;
  if (channels === 0 || out % channels !== 0) {
    throw operator.table.error(`${out} filters do not divide among ${channels} input channels`);
  }
  return fused(at, operator, name, 'FusedDepthwiseConv2dNative', {
    weights: { ...weights, shape: [height, width, channels, out / channels] },
    strides: [1, options.i32(2), options.i32(1), 1],
    dilations: [1, options.i32(6, 1), options.i32(5, 1), 1],
    activation: activationOf(operator, 4),
  });
}

interface FusedConvolution {
  weights: Constant;
  /** NHWC. */
  strides: number[];
  dilations: number[];
  activation: 'Relu' | 'Relu6' | null;
}

function fused(
  at: Conversion,
  operator: TfliteOperator,
  name: string,
  op: string,
  it: FusedConvolution,
): string {
  const { source, padding } = withFoldedPad(at, operator);
  const weights = at.graph.constant(`${name}_weights`, it.weights);
  const outputs = at.tensor(operator, operator.outputs[0]).shape[3] ?? 0;
  const noBias: Constant = { shape: [outputs], kind: 'float16', data: new Uint8Array(2 * outputs) };
  const hasBias = (operator.inputs[2] ?? -1) >= 0;
  const bias = at.graph.constant(`${name}_bias`, hasBias ? at.constantInput(operator, 2) : noBias);
  return at.graph.node(name, op, [source, weights, bias], {
    T: FLOAT,
    data_format: text('NHWC'),
    strides: integers(it.strides),
    dilations: integers(it.dilations),
    ...padding,
    fused_ops: texts(it.activation === null ? ['BiasAdd'] : ['BiasAdd', it.activation]),
    num_args: { i: 1 },
    epsilon: { f: 0 },
  });
}

/**
 * Where the convolution reads from, and its padding. A PAD of height and width with zeros before a VALID convolution
 * is the same as the convolution's own explicit padding, and saves writing out the padded picture.
 */
function withFoldedPad(
  at: Conversion,
  operator: TfliteOperator,
): { source: string; padding: Record<string, Attribute> } {
  const padding = paddingOf(operator, 0);
  const pad = at.producer(at.tensor(operator, operator.inputs[0]));
  if (padding === 'VALID' && pad?.kind === 'PAD') {
    const amounts = at.integersInput(pad, 1); // [before, after] for N, H, W, C
    const [beforeN, afterN, , , , , beforeC, afterC] = amounts;
    if (amounts.length === 8 && [beforeN, afterN, beforeC, afterC].every((amount) => amount === 0)) {
      return {
        source: at.input(pad, 0),
        padding: { padding: text('EXPLICIT'), explicit_paddings: integers(amounts) },
      };
    }
  }
  return { source: at.input(operator, 0), padding: { padding: text(padding) } };
}

function checkChannels(at: Conversion, operator: TfliteOperator, weights: Constant, expected?: number): void {
  const channels = at.tensor(operator, operator.inputs[0]).shape[3];
  if (weights.shape.length !== 4 || channels !== expected) {
    const shape = weights.shape.join(', ');
    throw operator.table.error(`weights of shape [${shape}] do not fit ${channels ?? 0} input channels`);
  }
}
