import type { TrendPoint } from '../../compare/trend';
import { number } from '../words';

/** A row of words under the chart, each below its session. */
interface Lane {
  name: string;
  labels: { x: number; text: string }[];
}

/** Labels nearer than this would run into each other. */
const LEAST_APART_PX = { day: 64, pain: 26, speed: 34 };
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** The day, and pain and speed where anybody told them; where sessions crowd, the earlier one is told. */
export function lanesOf(points: readonly TrendPoint[], x: (ms: number) => number): Lane[] {
  const lane = (name: string, apartPx: number, textOf: (point: TrendPoint) => string | null): Lane => {
    const labels: Lane['labels'] = [];
    for (const point of points) {
      const [text, at] = [textOf(point), x(point.filmedAtMs)];
      if (text !== null && !(at - (labels.at(-1)?.x ?? -Infinity) < apartPx)) labels.push({ x: at, text });
    }
    return { name, labels };
  };
  return [
    lane('', LEAST_APART_PX.day, ({ filmedAtMs }) => DAY.format(filmedAtMs)),
    lane('pain', LEAST_APART_PX.pain, ({ pain }) => (pain === null ? null : String(pain))),
    lane('km/h', LEAST_APART_PX.speed, ({ speedKmh }) => (speedKmh === null ? null : number(speedKmh))),
  ].filter(({ labels }) => labels.length > 0);
}
