import type { View } from '../gait/view';
import type { Metric, MetricId } from '../metrics/metric';
import type { PelvicLineMethod } from '../metrics/pelvic-line';
import { METRICS } from '../metrics/registry';
import { SIDE_VIEWS } from '../metrics/view-frame';

/** Under what a clip was filmed and read, as far as it decides what may be compared. */
export interface Conditions {
  view: View | null;
  /** Frames per second of the runner's own time. */
  fps: number;
  /** What found the landmarks: `lite`, `full`, `heavy`, or `markers`. */
  landmarksFrom: string;
  pelvicMethod: PelvicLineMethod;
  /** False where the camera was taken as level because nothing told otherwise. */
  rollKnown: boolean;
  /** True where somebody said when the runner stands level: drops are then against that, and no camera roll is in them. */
  standingKnown: boolean;
  /** null = not told. */
  speedKmh: number | null;
  /** Treadmill incline in percent; null = not told. */
  inclinePct: number | null;
  /** Empty = not told. */
  shoes: string;
}

/** Something that is not the same in two clips, and what it does. */
export interface Difference {
  /** One sentence for people. */
  says: string;
  /** `forbids`: these numbers are not compared. `widens`: they need a larger change. `told`: nothing is done about it. */
  effect: 'forbids' | 'widens' | 'told';
  metrics: readonly MetricId[];
}

interface Rule {
  effect: Difference['effect'];
  touches: (metric: Metric) => boolean;
  /** What differs, as half a sentence; null = nothing, or not known. */
  differs: (before: Conditions, after: Conditions) => string | null;
  /** The other half: what it does. */
  therefore: string;
}

/** Treadmill displays step by 0.1 km/h; half a km/h moves cadence and lean by less than their errors *(judgement)*. */
const SPEED_TOLERANCE_KMH = 0.5;
/** Lumbar position changes with incline (Levine 2007, PMC1896074); half a percent is a display's step. */
const INCLINE_TOLERANCE_PCT = 0.5;
/** Clocks of phones differ by less; 50 against 60 frames per second is told *(judgement)*. */
const FPS_RATIO = 1.1;

/**
 * Angles against the vertical that a leaning camera falsifies in both legs alike. Angles between two body parts are free of it, and of
 * drop and sideways lean only the mean of both legs is there, which is free of it too (metrics/level).
 */
const AGAINST_LEVEL: readonly MetricId[] = [
  'trunkLeanMeanDeg',
  'trunkLeanAtContactDeg',
  'trunkLeanMidstanceDeg',
  'trunkExtensionPeakDeg',
  'headForwardDeg',
  'shankAngleAtContactDeg',
];
const DROPS: readonly MetricId[] = ['pelvicDropPeakDeg', 'pelvicDropMidstanceDeg'];
/** A stance's length depends on how its two events are seen; from one initial contact to the next it does not. */
const STANCE_TIMES: readonly MetricId[] = ['contactTimeS', 'flightTimeS', 'dutyFactorPct'];
/** Joints that move fast: a slower camera's filter rounds their angles and shifts the contact that they are read at. */
const FRAME_RATE_BOUND: readonly MetricId[] = [
  'kneeFlexionAtContactDeg',
  'kneeFlexionPeakStanceDeg',
  'shankAngleAtContactDeg',
  'footStrikeAngleDeg',
];
const SHOE_BOUND: readonly MetricId[] = ['footStrikeAngleDeg', 'contactTimeS', 'overstridePctHeight'];

const all = () => true;
const seen = (metric: Metric) => metric.joints !== null;
const oneOf = (ids: readonly MetricId[]) => (metric: Metric) => ids.includes(metric.id);

/** What must be alike, gravest first. */
const RULES: readonly Rule[] = [
  {
    effect: 'forbids',
    touches: all,
    differs: (a, b) =>
      differ(a.speedKmh, b.speedKmh, SPEED_TOLERANCE_KMH)
        ? `run at ${a.speedKmh} and ${b.speedKmh} km/h`
        : null,
    therefore: 'speed alone changes every number, so none is compared',
  },
  {
    effect: 'forbids',
    touches: all,
    differs: (a, b) =>
      differ(a.inclinePct, b.inclinePct, INCLINE_TOLERANCE_PCT)
        ? `run at ${a.inclinePct} % and ${b.inclinePct} % incline`
        : null,
    therefore: 'incline alone changes how the back is held, so no number is compared',
  },
  {
    effect: 'forbids',
    // Found contacts come some 10 ms later from behind than from the side, toe-offs do not (gait/contacts).
    touches: (metric) => seen(metric) || STANCE_TIMES.includes(metric.id),
    differs: (a, b) =>
      isFromSide(a) === isFromSide(b) ? null : `filmed ${viewWords(a.view)} and ${viewWords(b.view)}`,
    therefore: 'only cadence and stride time can be compared between them',
  },
  {
    effect: 'forbids',
    touches: seen,
    differs: (a, b) =>
      a.landmarksFrom === b.landmarksFrom
        ? null
        : `read by different models, ${a.landmarksFrom} and ${b.landmarksFrom}`,
    therefore: 'models differ by more than a runner changes, so only times are compared',
  },
  {
    effect: 'forbids',
    touches: (metric) => metric.needsPelvicLine,
    differs: (a, b) =>
      a.pelvicMethod === b.pelvicMethod
        ? null
        : `the pelvic line came from ${methodWords(a.pelvicMethod)} and from ${methodWords(b.pelvicMethod)}`,
    therefore: 'numbers of the pelvis are not compared',
  },
  {
    effect: 'forbids',
    touches: oneOf(DROPS),
    differs: (a, b) =>
      a.standingKnown === b.standingKnown
        ? null
        : 'pelvic drop was read against standing in one clip and against the horizontal in the other',
    therefore: 'it is not compared',
  },
  {
    effect: 'widens',
    touches: oneOf(AGAINST_LEVEL),
    differs: (a, b) => {
      if (a.rollKnown && b.rollKnown) return null;
      const where = a.rollKnown ? 'in the clip after' : b.rollKnown ? 'in the clip before' : 'in either clip';
      return `how level the camera stood is not known ${where}`;
    },
    therefore:
      'trunk lean and other angles against the vertical need a larger change, and drops are compared by the mean of both legs',
  },
  {
    effect: 'widens',
    touches: oneOf(FRAME_RATE_BOUND),
    differs: (a, b) => (sameRate(a, b) ? null : ratesOf(a, b)),
    therefore: 'angles of knee, shin and foot need a larger change',
  },
  {
    effect: 'told',
    touches: oneOf(STANCE_TIMES),
    differs: (a, b) => (sameRate(a, b) ? null : ratesOf(a, b)),
    therefore: 'contact and flight times are read more coarsely from the slower one',
  },
  {
    effect: 'told',
    touches: oneOf(SHOE_BOUND),
    differs: (a, b) =>
      a.shoes && b.shoes && a.shoes.toLowerCase() !== b.shoes.toLowerCase()
        ? `run in other shoes, ${a.shoes} and ${b.shoes}`
        : null,
    therefore: 'foot strike and contact time may come from the shoes',
  },
];

/** Why a metric of two clips must not be compared; null = it may. Unknown speed or incline does not forbid it. */
export function incomparable(metric: Metric, before: Conditions, after: Conditions): string | null {
  for (const { effect, touches, differs } of RULES) {
    const what = effect === 'forbids' && touches(metric) ? differs(before, after) : null;
    if (what !== null) return what;
  }
  return null;
}

/** Everything that is not the same in two clips, gravest first. */
export function differencesBetween(before: Conditions, after: Conditions): Difference[] {
  return RULES.flatMap(({ effect, touches, differs, therefore }) => {
    const what = differs(before, after);
    if (what === null) return [];
    const says = `${what[0]!.toUpperCase()}${what.slice(1)}: ${therefore}.`;
    return [{ says, effect, metrics: METRICS.filter(touches).map(({ id }) => id) }];
  });
}

/** How many of two clips lean, in this metric, on a camera that was only taken as level. */
export function unlevelledClips(metric: Metric, before: Conditions, after: Conditions): number {
  if (!AGAINST_LEVEL.includes(metric.id)) return 0;
  return [before, after].filter(({ rollKnown }) => !rollKnown).length;
}

/** Do two clips read a metric at frame rates that make its angle differ? */
export function otherFrameRate(metric: Metric, before: Conditions, after: Conditions): boolean {
  return FRAME_RATE_BOUND.includes(metric.id) && !sameRate(before, after);
}

function sameRate(a: Conditions, b: Conditions): boolean {
  return !(Math.max(a.fps, b.fps) > FPS_RATIO * Math.min(a.fps, b.fps));
}

function ratesOf(a: Conditions, b: Conditions): string {
  return `filmed at ${Math.round(a.fps)} and ${Math.round(b.fps)} frames per second`;
}

function isFromSide({ view }: Conditions): boolean {
  return view !== null && SIDE_VIEWS.includes(view);
}

function viewWords(view: View | null): string {
  if (view === null) return 'obliquely';
  if (view === 'rear') return 'from behind';
  return view === 'front' ? 'from the front' : 'from the side';
}

function methodWords(method: PelvicLineMethod): string {
  if (method === 'landmarks') return 'markers';
  if (method === 'none') return 'nowhere';
  return method === 'dots' ? 'dots' : `the ${method}`;
}

function differ(a: number | null, b: number | null, tolerance: number): boolean {
  return a !== null && b !== null && Math.abs(a - b) > tolerance;
}
