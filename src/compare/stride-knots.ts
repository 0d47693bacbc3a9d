import type { Seconds } from '../units';

/** A time of one stride and where it stands on the common stride. */
export interface Knot {
  timeS: Seconds;
  percent: number;
}

/**
 * A part of a stride may run at most this many times faster or slower than the whole *(judgement)*: more looks like a fault
 * of the clip. Consequence: where one take shows hardly any flight and the other much, toe-offs do not coincide.
 */
const MOST_WARP = 3;
/** The other foot's initial contact among the events. */
const OTHER_CONTACT = 1;

/**
 * The clock of one stride: its ends, and those of its events that both stand in order and warp time only moderately.
 * Toe-offs give way before the other foot's contact does. `eventsS` and `rhythm` (percent): own toe-off, other contact,
 * other toe-off; NaN = not known.
 */
export function knotsOf(
  startS: Seconds,
  endS: Seconds,
  eventsS: readonly Seconds[],
  rhythm: readonly number[],
): Knot[] {
  const ends = [
    { timeS: startS, percent: 0 },
    { timeS: endS, percent: 100 },
  ] as const;
  const between = (events: readonly number[]) => {
    const known = events
      .map((event) => ({ timeS: eventsS[event]!, percent: rhythm[event]! }))
      .filter(({ timeS, percent }) => Number.isFinite(timeS + percent));
    return [ends[0], ...known, ends[1]];
  };
  const choices = [between([0, 1, 2]), between([OTHER_CONTACT])];
  return choices.find(isSteady) ?? [...ends];
}

/** In order, and no part too fast or too slow. */
function isSteady(knots: readonly Knot[]): boolean {
  const perPercentS = (knots.at(-1)!.timeS - knots[0]!.timeS) / 100;
  return knots.slice(1).every(({ timeS, percent }, i) => {
    const warp = (timeS - knots[i]!.timeS) / (percent - knots[i]!.percent) / perPercentS;
    return percent > knots[i]!.percent && warp <= MOST_WARP && warp >= 1 / MOST_WARP;
  });
}

/** Linear between knots, clamped to their ends. */
export function through(knots: readonly Knot[], from: keyof Knot, to: keyof Knot, value: number): number {
  const next = knots.findIndex((knot) => knot[from] > value);
  if (next === -1) return knots.at(-1)![to];
  if (next === 0) return knots[0]![to];
  const [a, b] = [knots[next - 1]!, knots[next]!];
  return a[to] + ((value - a[from]) / (b[from] - a[from])) * (b[to] - a[to]);
}
