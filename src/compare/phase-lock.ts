import type { Contact } from '../gait/contacts';
import type { Stride } from '../gait/strides';
import { opposite, SIDES, type Seconds, type Side } from '../units';
import { knotsOf, through, type Knot } from './stride-knots';

/** What a lock needs of a take: a RunAnalysis is one. */
export interface LockableTake {
  strides: readonly Stride[];
  contacts: readonly Contact[];
}

/** A stride of the locked foot with its clock: where it stands at each percent of the common stride. */
interface LockedStride {
  startS: Seconds;
  endS: Seconds;
  counted: boolean;
  /** Time against percent of the common stride, both rising, from (startS, 0) to (endS, 100). */
  knots: readonly Knot[];
}

/** One of two takes that are shown at the same moment of the stride. */
export interface LockedTake {
  /** All strides of the locked foot in order of time, those that do not count too: a player may pass through them. */
  strides: readonly LockedStride[];
  /** The strides that count, in order of time: only these are ever chosen to be shown. At least one. */
  counted: readonly LockedStride[];
}

/** Two takes on one clock. */
export interface PhaseLock {
  /** The foot whose contacts bound the strides: 0 and 100 % are its initial contacts. */
  side: Side;
  /** The takes in the order in which they were given (before and after, or side and rear). */
  takes: readonly [LockedTake, LockedTake];
  /** Mean duration of a stride over both takes: what one stride lasts when both are played in a common time. */
  strideS: Seconds;
}

/** A moment of a take: which of its counted strides, and where in it. */
export interface StrideMoment {
  /** Index among the counted strides. */
  stride: number;
  /** 0 = initial contact of the locked foot, 100 = its next, by the common stride of the two takes. */
  percent: number;
}

/**
 * Locks two takes to one stride: both feet's initial contacts stand at the same percent in both whatever the cadences, and
 * both toe-offs wherever no part of a stride has to run more than three times too fast or too slow for it. Between those
 * four events time runs evenly. The events stand where they stand on average over both takes. Exact for the contacts that
 * were found; what is on screen adds the frames' own spacing. null when no foot has a counted stride in both takes.
 */
export function lockPhases(first: LockableTake, second: LockableTake): PhaseLock | null {
  const side = sharedFoot(first, second);
  if (side === null) return null;
  const events = [eventsOf(first, side), eventsOf(second, side)] as const;
  const rhythm = commonRhythm(events);
  const [a, b] = [lockedTake(events[0], rhythm), lockedTake(events[1], rhythm)];
  return { side, takes: [a, b], strideS: (meanStrideS(a) + meanStrideS(b)) / 2 };
}

/** Where a time lies. Between strides, before the first and after the last: the nearest end of a counted stride. */
export function momentAt({ strides, counted }: LockedTake, timeS: Seconds): StrideMoment {
  const within = strides.find(({ startS, endS }) => startS <= timeS && timeS < endS);
  const stride = nearestCounted(counted, timeS);
  if (within) return { stride, percent: through(within.knots, 'timeS', 'percent', timeS) };
  return { stride, percent: timeS < counted[stride]!.startS ? 0 : 100 };
}

/** When a moment is in a take's own time. Strides are taken in turn when there are fewer than asked for. */
export function timeAt({ counted }: LockedTake, { stride, percent }: StrideMoment): Seconds {
  return through(counted[stride % counted.length]!.knots, 'percent', 'timeS', percent);
}

/** The time in `to` that shows the same moment of the stride as `timeS` in `from`, in the stride of the same number. */
export function sameMoment(from: LockedTake, to: LockedTake, timeS: Seconds): Seconds {
  return timeAt(to, momentAt(from, timeS));
}

/** Percent after `elapsedS` of playing one stride round and round, both takes in their common time. `speed`: 1 = as run. */
export function percentAfter(
  percent: number,
  elapsedS: Seconds,
  { strideS }: PhaseLock,
  speed: number,
): number {
  return (percent + (100 * elapsedS * speed) / strideS) % 100;
}

/** The foot with more counted strides in the take that has fewer; the left one where equal. */
function sharedFoot(first: LockableTake, second: LockableTake): Side | null {
  const shared = (side: Side) =>
    Math.min(...[first, second].map(({ strides }) => strides.filter((s) => counts(s, side)).length));
  const [left, right] = [shared('left'), shared('right')];
  if (left === 0 && right === 0) return null;
  return left >= right ? SIDES[0]! : SIDES[1]!;
}

function counts(stride: Stride, side: Side): boolean {
  return stride.side === side && stride.excluded === null;
}

/** A stride with what happens in it. */
interface StrideEvents {
  startS: Seconds;
  endS: Seconds;
  counted: boolean;
  /** Own toe-off, the other foot's initial contact and its toe-off; NaN = not in this stride. */
  eventsS: readonly [Seconds, Seconds, Seconds];
}

function eventsOf({ strides, contacts }: LockableTake, side: Side): StrideEvents[] {
  const others = contacts.filter((contact) => contact.side === opposite(side));
  return strides
    .filter((stride) => stride.side === side)
    .map(({ startS, endS, stance, oppositeContactS, excluded }) => {
      const other = others.find((contact) => contact.initialContactS === oppositeContactS);
      const eventsS = [stance.toeOffS, oppositeContactS, other?.toeOffS ?? NaN] as const;
      return { startS, endS, counted: excluded === null, eventsS };
    });
}

/** Where the three events stand on the common stride, percent: the mean of both takes' means. NaN = never seen in one of them. */
function commonRhythm(takes: readonly (readonly StrideEvents[])[]): number[] {
  return [0, 1, 2].map((event) => {
    const means = takes.map((strides) => {
      const percents = strides
        .filter(({ counted }) => counted)
        .map(({ startS, endS, eventsS }) => (100 * (eventsS[event]! - startS)) / (endS - startS))
        .filter(Number.isFinite);
      return percents.reduce((sum, percent) => sum + percent, 0) / percents.length;
    });
    return (means[0]! + means[1]!) / 2;
  });
}

function lockedTake(events: readonly StrideEvents[], rhythm: readonly number[]): LockedTake {
  const strides = events.map(({ startS, endS, counted, eventsS }) => ({
    startS,
    endS,
    counted,
    knots: knotsOf(startS, endS, eventsS, rhythm),
  }));
  return { strides, counted: strides.filter(({ counted }) => counted) };
}

function meanStrideS({ counted }: LockedTake): Seconds {
  return counted.reduce((sum, { startS, endS }) => sum + endS - startS, 0) / counted.length;
}

/** Index of the counted stride that holds the time, or whose nearer end is nearest to it. */
function nearestCounted(counted: readonly LockedStride[], timeS: Seconds): number {
  const away = counted.map(({ startS, endS }) => Math.max(startS - timeS, timeS - endS, 0));
  const least = Math.min(...away);
  return away.lastIndexOf(least); // a time that ends one stride begins the next
}
