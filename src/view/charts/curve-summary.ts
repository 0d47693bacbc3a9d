import type { Side } from '../../units';
import { number } from '../words';
import type { CurveChoice } from './curve-choices';

/** A curve in a sentence, for those who do not see it: least and greatest mean of each leg and where they are. */
export function curveSummary({ name, up, unit, curve }: CurveChoice, legs: readonly Side[]): string {
  const ofLegs = legs.map((side) => {
    const { mean } = curve[side];
    const [least, greatest] = [extreme(mean, -1), extreme(mean, 1)];
    const at = (node: number) => `${number(mean[node] ?? NaN)}${unit} at ${node} %`;
    return `${side} leg from ${at(least)} to ${at(greatest)} of the stride`;
  });
  return `${name} over the stride (greater = ${up}), mean: ${ofLegs.join('; ')}.`;
}

/** Node of the greatest (sign 1) or least (−1) value. */
function extreme(values: Float32Array, sign: 1 | -1): number {
  let best = -1;
  values.forEach((value, node) => {
    if (Number.isFinite(value) && !(sign * value <= sign * (values[best] ?? NaN))) best = node;
  });
  return best;
}
