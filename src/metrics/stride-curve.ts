import { strideNodes, type StrideWindow } from '../core/stride-nodes';

/** One stride of a series [T] at 0, 1, … 100 % of it, [101]; NaN next to a missing frame. As the mean curves are made (core/stride-curves), for one stride and without tensors. */
export function curveOfStride(series: Float32Array, timeS: Float64Array, stride: StrideWindow): Float32Array {
  const { before, after, weight } = strideNodes(timeS, [stride]);
  return Float32Array.from(weight, (share, node) => {
    const [from, to] = [series[before[node]!] ?? NaN, series[after[node]!] ?? NaN];
    return from + share * (to - from);
  });
}
