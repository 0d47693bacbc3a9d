import { expect, it } from 'vitest';
import { chooseModel } from '../../../src/pose/choose-model';
import type { PreparedReport } from '../../../src/pose/contract';

function report(msPerFrame: number): PreparedReport {
  const trials = [
    { backend: 'wasm' as const, msPerFrame, rejected: null },
    { backend: 'webgl' as const, msPerFrame: 1, rejected: 'gives other numbers than float32' },
  ];
  return { backend: 'wasm', trials };
}

it.each([
  ['full', 30, 'a fast machine', 12],
  ['full', 60, '27 frames per second are enough for a camera of 60', 32],
  ['full', 30, '19 frames per second are enough', 45],
  ['lite', 30, 'a slow machine', 70],
  ['full', 10, 'a slow machine with a slower camera', 70],
  ['lite', NaN, 'a slow machine with a camera that does not tell its rate', 70],
] as const)('takes %s at %d frames per second: %s', (model, framesPerS, _, msPerFrame) => {
  expect(chooseModel(report(msPerFrame), framesPerS)).toBe(model);
});

it('takes full where nothing was measured', () => {
  expect(chooseModel({ backend: 'wasm', trials: [] }, 30)).toBe('full');
});
