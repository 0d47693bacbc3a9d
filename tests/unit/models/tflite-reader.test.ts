import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { convert } from '../../../models/convert';
import { TfliteError } from '../../../models/tflite-error';
import { readTflite } from '../../../models/tflite-reader';
import { convertTiny } from './load-graph';
import { ACTIVATION, CODES, PADDING, writeTflite, type TinyModel } from './tflite-writer';

const LITE = 'node_modules/@mediapipe/pose/pose_landmark_lite.tflite';

const sum: TinyModel = {
  tensors: [{ shape: [2] }, { shape: [2], values: [1, 2] }, { shape: [2] }],
  operators: [{ code: CODES.ADD, inputs: [0, 1], outputs: [2] }],
  inputs: [0],
  outputs: [2],
};

/** The error that converting bytes ends in; null where it ends well. */
function failureOf(bytes: Uint8Array): unknown {
  try {
    convert(readTflite('broken.tflite', bytes), { names: ['out'] });
    return null;
  } catch (error) {
    return error;
  }
}

describe('a file that is no TFLite file', () => {
  it('a JPEG is refused by its first bytes', () => {
    const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1]);
    expect(() => readTflite('pose.jpg', jpeg)).toThrow(
      'pose.jpg: the header, at byte 4: expected the file identifier "TFL3", found the bytes 00 10 4a 46.',
    );
  });

  it('an empty file is refused', () => {
    expect(() => readTflite('empty.tflite', new Uint8Array())).toThrow(
      /^empty\.tflite: the header, at byte 0: /,
    );
  });

  it('every cut of a small file gives a TfliteError, or the same model where only its padding is cut', () => {
    const whole = writeTflite(sum);
    for (let length = 0; length < whole.length; length++) {
      const failure = failureOf(whole.subarray(0, length));
      const padding = length >= whole.length - 8 && failure === null;
      expect(padding || failure instanceof TfliteError, `cut to ${length} bytes`).toBe(true);
    }
  });

  it('any broken byte gives a TfliteError or a model, never another error', () => {
    const whole = writeTflite(sum);
    for (let at = 0; at < whole.length; at++) {
      for (const value of [0x00, 0x7f, 0xff]) {
        const failure = failureOf(whole.with(at, value));
        expect(failure === null || failure instanceof TfliteError, `byte ${at} = ${value}`).toBe(true);
      }
    }
  });

  it.each([4, 30, 4096, 1_000_000, 2_800_000])('the lite model cut to %i bytes is refused', (length) => {
    const failure = failureOf(readFileSync(LITE).subarray(0, length));
    expect(failure).toBeInstanceOf(TfliteError);
    expect(String(failure)).toMatch(
      /^TfliteError: broken\.tflite: .+, at byte \d+: \d+ bytes are expected here/,
    );
  });
});

describe('a model that cannot be converted', () => {
  const convolution = (
    padding: number,
    activation: number,
    kind: 'float32' | 'int8' = 'float32',
  ): TinyModel => ({
    tensors: [
      { shape: [1, 1, 1, 1] },
      { shape: [1, 1, 1, 1], kind, values: [1] },
      { shape: [1], values: [0] },
      { shape: [1, 1, 1, 1] },
    ],
    operators: [
      {
        code: CODES.CONV_2D,
        inputs: [0, 1, 2],
        outputs: [3],
        options: [
          ['b', padding],
          ['i', 1],
          ['i', 1],
          ['b', activation],
        ],
      },
    ],
    inputs: [0],
    outputs: [3],
  });

  it.each<[string, TinyModel, RegExp]>([
    [
      'an unknown operator',
      withCode(53),
      /tiny\.tflite: operator 0 \(code 53\), at byte \d+: this operator is not supported\./,
    ],
    [
      'a code past one byte',
      withCode(150),
      /operator 0 \(code 150\), at byte \d+: this operator is not supported\./,
    ],
    [
      'a custom operator',
      withCode(32),
      /operator 0 \(CUSTOM ""\), at byte \d+: this operator is not supported\./,
    ],
    [
      'an activation',
      convolution(PADDING.valid, ACTIVATION.reluN1To1),
      /operator 0 \(CONV_2D\), at byte \d+: the fused activation 2 is not supported\./,
    ],
    [
      'a padding',
      convolution(7, ACTIVATION.none),
      /operator 0 \(CONV_2D\), at byte \d+: padding 7 is not supported\./,
    ],
    [
      'whole-number weights',
      convolution(PADDING.valid, 0, 'int8'),
      /tensor 1 \(tensor_1\), at byte \d+: constants of kind int8 are not supported\./,
    ],
    [
      'missing options',
      { ...convolution(0, 0), operators: [{ code: CODES.CONV_2D, inputs: [0, 1, 2], outputs: [3] }] },
      /operator 0 \(CONV_2D\), at byte \d+: its options are missing\./,
    ],
    [
      'a tensor that is not there',
      { ...sum, operators: [{ code: CODES.ADD, inputs: [0, 9], outputs: [2] }] },
      /operator 0 \(ADD\), at byte \d+: it names tensor 9, which does not exist\./,
    ],
    [
      'too few values',
      { ...sum, tensors: [{ shape: [2] }, { shape: [2], values: [1] }, { shape: [2] }] },
      /tensor 1 \(tensor_1\), at byte \d+: the shape \[2\] needs 8 bytes, found 4\./,
    ],
    [
      'DEQUANTIZE of a computed tensor',
      withCode(CODES.DEQUANTIZE),
      /operator 0 \(DEQUANTIZE\), at byte \d+: its input is not constant/,
    ],
  ])('%s is named with its place', (_, model, message) => {
    expect(() => convertTiny(model)).toThrow(TfliteError);
    expect(() => convertTiny(model)).toThrow(message);
  });

  it('sparse indices outside of the shape are named with their tensor', () => {
    const sparsity = { traversalOrder: [0], levels: [{ segments: [0, 1], indices: [5] }] };
    const tensors = [{ shape: [2] }, { shape: [2], values: [1], sparsity }, { shape: [2] }];
    expect(() => convertTiny({ ...sum, tensors })).toThrow(
      /tensor 1 \(tensor_1\), at byte \d+: its sparse indices point outside of the shape \[2\]/,
    );
  });
});

function withCode(code: number): TinyModel {
  return { ...sum, operators: [{ code, inputs: [0], outputs: [2] }] };
}
