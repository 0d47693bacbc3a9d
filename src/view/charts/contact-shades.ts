import type { Contact } from '../../gait/contacts';

/** Below this width on the screen contacts are a grey mist that says nothing *(judgement)*. */
const LEAST_PX = 2;

/** The stances of one leg as a path of boxes from `topPx` to `bottomPx`; empty where they would be too narrow to tell apart. */
export function contactShades(
  contacts: readonly Contact[],
  x: (timeS: number) => number,
  topPx: number,
  bottomPx: number,
): string {
  const boxes = contacts.map(({ initialContactS, toeOffS }) => [x(initialContactS), x(toeOffS)] as const);
  const mean = boxes.reduce((sum, [from, to]) => sum + to - from, 0) / boxes.length;
  if (!(mean >= LEAST_PX)) return '';
  return boxes
    .map(([from, to]) => `M${from.toFixed(1)} ${topPx}H${to.toFixed(1)}V${bottomPx}H${from.toFixed(1)}z`)
    .join('');
}
