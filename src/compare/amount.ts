import type { Metric } from '../metrics/metric';

const MS_PER_S = 1000;

/** A size for people, without sign: `2.8°`, `14 ms`, `2.0 steps/min`, `0.6 %`. */
export function amount(value: number, unit: Metric['unit']): string {
  const size = Math.abs(value);
  if (unit === 's') return `${Math.round(size * MS_PER_S)} ms`;
  return `${size.toFixed(1)}${unit === '°' ? '' : ' '}${unit}`;
}
