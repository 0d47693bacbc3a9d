import { describe, expect, it } from 'vitest';
import { runTiny } from './load-graph';
import { ACTIVATION, CODES, PADDING, type TinyOperator, type TinyTensor } from './tflite-writer';

/** One operator: its inputs first (those without values are fed), its result last. */
function single(code: number, tensors: TinyTensor[], options?: TinyOperator['options']) {
  const last = tensors.length - 1;
  const all = tensors.map((_, i) => i).slice(0, last);
  const operator: TinyOperator = { code, inputs: all, outputs: [last], ...(options && { options }) };
  const inputs = all.filter((i) => tensors[i]!.values === undefined);
  return { tensors, operators: [operator], inputs, outputs: [last] };
}

const convolution = (padding: number, stride: number, activation = 0): TinyOperator['options'] => [
  ['b', padding],
  ['i', stride],
  ['i', stride],
  ['b', activation],
  ['i', 1],
  ['i', 1],
];
const depthwise = (padding: number, stride: number, activation = 0): TinyOperator['options'] => [
  ['b', padding],
  ['i', stride],
  ['i', stride],
  ['i', 1],
  ['b', activation],
  ['i', 1],
  ['i', 1],
];

describe('CONV_2D', () => {
  it('turns weights from OHWI to HWIO, adds the bias and cuts at 0', async () => {
    const model = single(
      CODES.CONV_2D,
      [
        { shape: [1, 1, 2, 2] },
        { shape: [3, 1, 2, 2], values: [1, 10, 100, 1000, 1, 0, 0, 0, 0, 0, 0, -1] },
        { shape: [3], values: [0.5, 0, 1] },
        { shape: [1, 1, 1, 3] },
      ],
      convolution(PADDING.valid, 1, ACTIVATION.relu),
    );
    const { values, ops } = await runTiny(model, [1, 2, 3, 4]);
    // 1·1 + 2·10 + 3·100 + 4·1000 + 0.5;  1·1 + 0;  −4 + 1 → 0
    expect(values).toEqual([4321.5, 1, 0]);
    expect(ops).toEqual(['Placeholder', 'Const', 'Const', '_FusedConv2D']);
  });

  it('tells height from width, in the kernel and in the stride', async () => {
    const model = single(
      CODES.CONV_2D,
      [
        { shape: [1, 2, 3, 1] },
        { shape: [1, 2, 1, 1], values: [1, 10] },
        { shape: [1], values: [0] },
        { shape: [1, 1, 2, 1] },
      ],
      [
        ['b', PADDING.valid],
        ['i', 2],
        ['i', 1],
        ['b', 0],
      ],
    );
    // Column 0: 1 + 10·4; column 2: 3 + 10·6. The width is strided by 2.
    expect((await runTiny(model, [1, 2, 3, 4, 5, 6])).values).toEqual([41, 63]);
  });

  it('pads SAME after the picture first when strided, and works without a bias', async () => {
    const tensors = [
      { shape: [1, 2, 2, 1] },
      { shape: [1, 3, 3, 1], values: [1, 2, 3, 4, 5, 6, 7, 8, 9] },
      { shape: [1, 1, 1, 1] },
    ];
    const model = single(CODES.CONV_2D, tensors, convolution(PADDING.same, 2));
    // 3 wide over 2: one column is missing and it stands at the end, so the kernel starts at the corner.
    expect((await runTiny(model, [1, 10, 100, 1000])).values).toEqual([1 + 20 + 400 + 5000]);
  });

  it('dilates', async () => {
    const model = single(
      CODES.CONV_2D,
      [
        { shape: [1, 1, 5, 1] },
        { shape: [1, 1, 2, 1], values: [1, 10] },
        { shape: [1], values: [0] },
        { shape: [1, 1, 2, 1] },
      ],
      [
        ['b', PADDING.valid],
        ['i', 1],
        ['i', 1],
        ['b', 0],
        ['i', 3],
        ['i', 1],
      ],
    );
    expect((await runTiny(model, [1, 2, 3, 4, 5])).values).toEqual([41, 52]);
  });
});

describe('DEPTHWISE_CONV_2D', () => {
  it('keeps channels apart, with two filters each, and cuts at 0 and 6', async () => {
    const model = single(
      CODES.DEPTHWISE_CONV_2D,
      [
        { shape: [1, 1, 2, 2] },
        // [1, H = 1, W = 2, in · multiplier = 4]
        { shape: [1, 1, 2, 4], values: [1, 0, 1, -1, 1, 0.5, 0, 0] },
        { shape: [4], values: [0, 0, 0.25, 0] },
        { shape: [1, 1, 1, 4] },
      ],
      depthwise(PADDING.valid, 1, ACTIVATION.relu6),
    );
    // Channel 0 is [3, 5], channel 1 is [2, 7]: 3 + 5 → 6; 0 + 2.5; 2 + 0 + 0.25; −2 → 0
    expect((await runTiny(model, [3, 2, 5, 7])).values).toEqual([6, 2.5, 2.25, 0]);
  });
});

describe('PAD', () => {
  const padThen = (
    code: number,
    paddings: number[],
    options: TinyOperator['options'],
    inner: TinyTensor[],
  ) => ({
    tensors: [{ shape: [1, 2, 2, 1] }, { shape: [4, 2], kind: 'int32' as const, values: paddings }, ...inner],
    operators: [
      { code: CODES.PAD, inputs: [0, 1], outputs: [2] },
      { code, inputs: [2, 3, 4], outputs: [5], ...(options && { options }) },
    ],
    inputs: [0],
    outputs: [5],
  });
  const kernel = { shape: [1, 3, 3, 1], values: [1, 2, 3, 4, 5, 6, 7, 8, 9] };
  const bias = { shape: [1], values: [0] };

  it.each([
    ['CONV_2D', CODES.CONV_2D, convolution(PADDING.valid, 2)],
    ['DEPTHWISE_CONV_2D', CODES.DEPTHWISE_CONV_2D, depthwise(PADDING.valid, 2)],
  ])('becomes the padding of a %s that follows', async (_, code, options) => {
    const inner = [{ shape: [1, 4, 4, 1] }, kernel, bias, { shape: [1, 1, 1, 1] }];
    const { values, ops } = await runTiny(
      padThen(code, [0, 0, 1, 1, 1, 1, 0, 0], options, inner),
      [1, 10, 100, 1000],
    );
    // One row and column before the picture: it meets the kernel's 5, 6, 8 and 9.
    expect(values).toEqual([5 + 60 + 800 + 9000]);
    expect(ops).not.toContain('Pad');
  });

  it('may pad height and width differently', async () => {
    const inner = [{ shape: [1, 3, 4, 1] }, kernel, bias, { shape: [1, 1, 2, 1] }];
    const model = padThen(CODES.CONV_2D, [0, 0, 1, 0, 0, 2, 0, 0], convolution(PADDING.valid, 1), inner);
    const { values } = await runTiny(model, [1, 10, 100, 1000]);
    expect(values).toEqual([4 + 50 + 700 + 8000, 40 + 7000]);
  });

  it('stays before a SAME convolution, which adds its own padding', async () => {
    const inner = [{ shape: [1, 4, 4, 1] }, kernel, bias, { shape: [1, 4, 4, 1] }];
    const model = padThen(CODES.CONV_2D, [0, 0, 1, 1, 1, 1, 0, 0], convolution(PADDING.same, 1), inner);
    const { values, ops } = await runTiny(model, [1, 10, 100, 1000]);
    expect(ops).toContain('Pad');
    expect(values[0]).toBe(9); // only the picture's corner meets the kernel's last weight
  });

  it('stays where it adds channels', async () => {
    const tensors: TinyTensor[] = [
      { shape: [1, 1, 2, 1] },
      { shape: [4, 2], kind: 'int32', values: [0, 0, 0, 0, 0, 0, 0, 2] },
      { shape: [1, 1, 2, 3] },
    ];
    const { values, shape } = await runTiny(single(CODES.PAD, tensors), [7, 8]);
    expect(shape).toEqual([1, 1, 2, 3]);
    expect(values).toEqual([7, 0, 0, 8, 0, 0]);
  });
});

describe('RESIZE_BILINEAR', () => {
  it.each([
    ['by pixel centres', 0, 1, [0, 0.25, 0.75, 1]],
    ['by corners', 1, 0, [0, 1 / 3, 2 / 3, 1]],
    ['by pixel edges', 0, 0, [0, 0.5, 1, 1]],
  ])('%s', async (_, alignCorners, halfPixelCenters, expected) => {
    const model = single(
      CODES.RESIZE_BILINEAR,
      [{ shape: [1, 1, 2, 1] }, { shape: [2], kind: 'int32', values: [1, 4] }, { shape: [1, 1, 4, 1] }],
      [
        ['i', 0],
        ['i', 0],
        ['b', alignCorners],
        ['b', halfPixelCenters],
      ],
    );
    const { values } = await runTiny(model, [0, 1]);
    values.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 6);
    });
  });
});

describe('the simple operators', () => {
  it('ADD, with what the activation cuts', async () => {
    const pair = [{ shape: [1, 3] }, { shape: [1, 3] }, { shape: [1, 3] }];
    const model = single(CODES.ADD, pair, [['b', ACTIVATION.relu6]]);
    expect((await runTiny(model, [1, -5, 4], [2, 3, 4])).values).toEqual([3, 0, 6]);
  });

  it('ADD of a constant that goes round the channels', async () => {
    const tensors = [{ shape: [1, 1, 2, 2] }, { shape: [2], values: [10, 20] }, { shape: [1, 1, 2, 2] }];
    expect((await runTiny(single(CODES.ADD, tensors), [1, 2, 3, 4])).values).toEqual([11, 22, 13, 24]);
  });

  it('MAX_POOL_2D', async () => {
    const tensors = [{ shape: [1, 2, 4, 1] }, { shape: [1, 1, 2, 1] }];
    const options: TinyOperator['options'] = [
      ['b', PADDING.valid],
      ['i', 2],
      ['i', 2],
      ['i', 2],
      ['i', 2],
    ];
    const { values } = await runTiny(
      single(CODES.MAX_POOL_2D, tensors, options),
      [1, 5, -3, -4, 2, 3, -1, -2],
    );
    expect(values).toEqual([5, -1]);
  });

  it('RESHAPE', async () => {
    const tensors: TinyTensor[] = [
      { shape: [1, 2, 3] },
      { shape: [2], kind: 'int32', values: [3, -1] },
      { shape: [3, 2] },
    ];
    const { shape, values } = await runTiny(single(CODES.RESHAPE, tensors), [1, 2, 3, 4, 5, 6]);
    expect(shape).toEqual([3, 2]);
    expect(values).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('LOGISTIC', async () => {
    const { values } = await runTiny(single(CODES.LOGISTIC, [{ shape: [2] }, { shape: [2] }]), [
      0,
      Math.log(3),
    ]);
    expect(values[0]).toBeCloseTo(0.5, 6);
    expect(values[1]).toBeCloseTo(0.75, 6);
  });

  it('DEPTH_TO_SPACE', async () => {
    const tensors = [{ shape: [1, 1, 2, 4] }, { shape: [1, 2, 4, 1] }];
    const { values } = await runTiny(
      single(CODES.DEPTH_TO_SPACE, tensors, [['i', 2]]),
      [1, 2, 3, 4, 5, 6, 7, 8],
    );
    expect(values).toEqual([1, 2, 5, 6, 3, 4, 7, 8]);
  });

  it('CONCATENATION, with the axis counted from the end', async () => {
    const tensors = [{ shape: [1, 2, 1] }, { shape: [1, 2, 2] }, { shape: [1, 2, 3] }];
    const { values } = await runTiny(single(CODES.CONCATENATION, tensors, [['i', -1]]), [1, 2], [3, 4, 5, 6]);
    expect(values).toEqual([1, 3, 4, 2, 5, 6]);
  });
});

describe('weights', () => {
  // float16: 1 = 3c00, 2 = 4000, −0.5 = b800, 65504 (the largest) = 7bff, 2^−24 (the smallest) = 0001
  const halves = [0x3c00, 0x4000, 0xb800, 0x7bff, 0x0001];
  const convolved = (weights: TinyTensor[], operators: TinyOperator[]) => {
    const last = weights.length + 1;
    return {
      tensors: [{ shape: [1, 1, 1, 1] }, ...weights, { shape: [1, 1, 1, 5] }],
      operators: [
        ...operators,
        {
          code: CODES.CONV_2D,
          inputs: [0, last - 1, -1],
          outputs: [last],
          options: convolution(PADDING.valid, 1)!,
        },
      ],
      inputs: [0],
      outputs: [last],
    };
  };
  const shape = [5, 1, 1, 1];

  it('DEQUANTIZE leaves float16 on disk and nothing at run time', async () => {
    const model = convolved(
      [{ shape, kind: 'float16', values: halves }, { shape }],
      [{ code: CODES.DEQUANTIZE, inputs: [1], outputs: [2] }],
    );
    const { values, ops, weights } = await runTiny(model, [1]);
    expect(values).toEqual([1, 2, -0.5, 65504, 2 ** -24]);
    expect(ops).toEqual(['Placeholder', 'Const', 'Const', '_FusedConv2D']);
    expect(weights[0]).toMatchObject({ dtype: 'float32', quantization: { dtype: 'float16' } });
  });

  it('DENSIFY spreads sparse rows', async () => {
    const sparsity = {
      traversalOrder: [0, 1, 2, 3],
      levels: [{ segments: [0, 2], indices: [1, 4] }, 1, 1, 1],
    };
    const model = convolved(
      [{ shape, kind: 'float16', values: [0x3c00, 0x4000], sparsity }, { shape, kind: 'float16' }, { shape }],
      [
        { code: CODES.DENSIFY, inputs: [1], outputs: [2] },
        { code: CODES.DEQUANTIZE, inputs: [2], outputs: [3] },
      ],
    );
    expect((await runTiny(model, [1])).values).toEqual([0, 1, 0, 0, 2]);
  });

  it('DENSIFY spreads sparse blocks', async () => {
    // [4, 2] in blocks of 2 × 1: block row 0 has a block in column 1, block row 1 has one in column 0.
    const sparsity = {
      traversalOrder: [0, 1, 2, 3],
      blockMap: [0, 1],
      levels: [2, { segments: [0, 1, 2], indices: [1, 0] }, 2, 1],
    };
    const tensors: TinyTensor[] = [
      { shape: [4, 2] },
      { shape: [4, 2], values: [1, 2, 3, 4], sparsity },
      { shape: [4, 2] },
      { shape: [4, 2] },
    ];
    const model = {
      tensors,
      operators: [
        { code: CODES.DENSIFY, inputs: [1], outputs: [2] },
        { code: CODES.ADD, inputs: [0, 2], outputs: [3] },
      ],
      inputs: [0],
      outputs: [3],
    };
    expect((await runTiny(model, [0, 0, 0, 0, 0, 0, 0, 0])).values).toEqual([0, 1, 0, 2, 3, 0, 4, 0]);
  });
});
