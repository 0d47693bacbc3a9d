import type { OpenTake } from '../../state/open-take.svelte';

/** What a take shows over time. */
export interface TimeChoice {
  name: string;
  /** What a greater value means. */
  up: string;
  /** [T] degrees. */
  values: Float32Array;
}

/** The headline's series of a take: the trunk's lean from the side, the pelvis's tilt from behind; null where neither is known. */
export function timeChoice({ analysis }: OpenTake): TimeChoice | null {
  const { trunkLeanDeg, series } = analysis;
  const choices: TimeChoice[] = [
    { name: 'Trunk lean', up: 'forward', values: trunkLeanDeg },
    { name: 'Pelvic tilt', up: 'left side lower', values: series.pelvicDropDeg.right },
  ];
  return choices.find(({ values }) => values.some(Number.isFinite)) ?? null;
}

/** Least, mean and greatest of a series in a sentence, for those who do not see its chart. */
export function seriesRange(values: Float32Array): { least: number; mean: number; greatest: number } {
  let [least, greatest, sum, count] = [Infinity, -Infinity, 0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
    sum += value;
    count++;
  }
  return { least, mean: sum / count, greatest };
}
