import { median } from '../signal/median';
import { SIDES, type Seconds, type Side } from '../units';
import {
  initialContactBehind,
  initialContactSide,
  toeOffBehind,
  toeOffSide,
  type Belt,
  type StanceAverage,
} from './contact-rules';
import type { Contact } from './contacts';
import { alignWindows, averageWindow, type Alignment } from './event-template';
import type { FootSignals, GaitSignals } from './foot-signals';
import { stanceWindows, type StanceWindow } from './stance-windows';
import { isSideView, type View } from './view';

/**
 * Stances averaged together *(judgement: about 20 s)*: more would mix a runner who speeds up or tires, fewer leave more noise.
 * The last block takes what is left, up to twice as many.
 */
const STANCES_PER_BLOCK = 30;

/** Ratio of successive stride times from which on the gait has changed *(judgement: runners vary by 2–3 %, walking strides are 1.4 times as long)*. */
const MAX_STRIDE_CHANGE = 1.25;
/** The same for the stance, whose rough bounds jitter more. */
const MAX_STANCE_CHANGE = 1.5;

/** A stance this many times as long as usual, or the reverse, has one end set wrong *(judgement: stances vary by 3–5 %)*. */
const UNUSUAL_LENGTH = 1.15;

type Span = readonly [Seconds, Seconds];

/** How stances are looked at, from the side and (by the pelvis' bounce) from behind or in front. */
const SPANS = {
  side: {
    /** Seconds around `coming` and `leaving` that surely hold the event; wider, and neighbouring movements decide the shift. */
    coming: [-0.06, 0.16],
    leaving: [-0.22, 0.01],
    /** Part of the stance window in which the toe lies on the belt, whatever the runner's style. */
    planted: [0.25, 0.65],
  },
  bounce: { coming: [-0.14, 0.12], leaving: [-0.12, 0.12], planted: [0.3, 0.45] },
} as const;

/** Part of the stance window in which the heel still lies on the belt. */
const HEEL_PLANTED = [0.25, 0.35] as const;

/** A belt runs level: in the picture it rises or sinks by less than this part of its speed (a camera rolled by 6°); more is the model's error. */
const MAX_BELT_SLOPE = 0.1;

/** Toe-off is read on this much more of the average than the shift is found on, seconds before it: the heel's whole rise. */
const RISE_S = 0.1;

/**
 * Contacts of both feet as the signals alone show them; plausibility is judged elsewhere.
 * An event that does not show (clip's end, hidden leg) has time NaN.
 */
export function footContacts(signals: GaitSignals, view: View): Contact[] {
  const windows = {
    left: stanceWindows(signals, 'left', view),
    right: stanceWindows(signals, 'right', view),
  };
  return SIDES.flatMap((side) =>
    alikeInRow(windows[side])
      .map(ofUsualLength)
      .flatMap(blocksOf)
      .flatMap((stances) => {
        const belt = beltUnder(signals, windows, stances, view);
        return blockContacts(signals, side, view, stances, belt);
      }),
  );
}

function blocksOf(row: StanceWindow[]): StanceWindow[][] {
  const count = Math.max(1, Math.floor(row.length / STANCES_PER_BLOCK));
  return Array.from({ length: count }, (_, block) => {
    const from = block * STANCES_PER_BLOCK;
    return row.slice(from, block === count - 1 ? row.length : from + STANCES_PER_BLOCK);
  });
}

/** Splits stances where the stride's time or the stance's changes abruptly: a pause, or from walking to running, which must not be averaged. */
function alikeInRow(windows: StanceWindow[]): StanceWindow[][] {
  const rows: StanceWindow[][] = [];
  let previous = { stride: NaN, length: NaN };
  windows.forEach((window, i) => {
    const stride = i > 0 ? window.coming - windows[i - 1]!.coming : NaN;
    const length = window.leaving - window.coming;
    const row = rows.at(-1);
    const changed =
      ratio(stride, previous.stride) > MAX_STRIDE_CHANGE ||
      ratio(length, previous.length) > MAX_STANCE_CHANGE;
    if (row && !changed) row.push(window);
    else rows.push([window]);
    previous = { stride, length };
  });
  return rows;
}

/** Stances whose length is unusual end where they usually do: the foot's forward turn is seen better than its backward one, beside the other leg. */
function ofUsualLength(row: StanceWindow[]): StanceWindow[] {
  const usual = median(row.map(({ coming, leaving }) => leaving - coming));
  return row.map(({ coming, leaving }) =>
    ratio(leaving - coming, usual) > UNUSUAL_LENGTH
      ? { coming, leaving: coming + usual }
      : { coming, leaving },
  );
}

/** The larger by the smaller; NaN where one is unknown. */
function ratio(a: number, b: number): number {
  return Math.max(a / b, b / a);
}

/** See [Note: Events are read on the average stance]. */
function blockContacts(
  { startS, gridHz, pelvisUpV, ...feet }: GaitSignals,
  side: Side,
  view: View,
  windows: StanceWindow[],
  belt: Belt,
): Contact[] {
  const foot = feet[side];
  const fromSide = isSideView(view);
  const spans = fromSide ? SPANS.side : SPANS.bounce;
  const coming = windows.map((window) => window.coming);
  const leaving = windows.map((window) => window.leaving);
  // In rear and front views the horizontal is the runner's sway, not the belt.
  const across = fromSide ? foot.centreForwardV : pelvisUpV;
  const guides = [across, foot.heelUpV, foot.toeUpV];
  const landing = placeOnAverage(guides, coming, spans.coming, gridHz);
  const rising = placeOnAverage(guides, leaving, spans.leaving, gridHz);

  const landingAverage = stanceAverage(foot, landing.starts, spans.coming, gridHz);
  const contactAt = fromSide
    ? initialContactSide(landingAverage, belt, gridHz)
    : initialContactBehind(landingAverage, belt, -spans.coming[0] * gridHz, gridHz);

  const early = Math.round(RISE_S * gridHz);
  const risingStarts = rising.starts.map((start) => start - early);
  const risingSpan = [spans.leaving[0] - RISE_S, spans.leaving[1]] as const;
  const risingAverage = stanceAverage(foot, risingStarts, risingSpan, gridHz);
  const toeOffAt = fromSide
    ? toeOffSide(risingAverage, belt, gridHz)
    : toeOffBehind(risingAverage, belt, (RISE_S - spans.leaving[0]) * gridHz, gridHz);

  const timeS = (index: number) => startS + index / gridHz;
  return windows.map((_, i) => ({
    side,
    initialContactS: timeS(landing.starts[i]! + contactAt),
    toeOffS: timeS(risingStarts[i]! + toeOffAt),
    confidence: Math.min(landing.likeness[i]!, rising.likeness[i]!),
  }));
}

/**
 * The belt's velocity during some stances: mean over both feet, for they stand on one belt, of the toe's while it is planted; of what there is of
 * the foot, early in the stance, where no toe was measured. Seen from behind or in front it is the heel's: the model loses the toe there.
 */
function beltUnder(
  signals: GaitSignals,
  windows: Record<Side, StanceWindow[]>,
  stances: StanceWindow[],
  view: View,
): Belt {
  const fromSide = isSideView(view);
  let [forward, up, count] = [0, 0, 0];
  for (const side of SIDES) {
    const foot = signals[side];
    const toeSeen = foot.toeForwardV.some((v) => !Number.isNaN(v));
    const [begin, end] = !fromSide ? SPANS.bounce.planted : toeSeen ? SPANS.side.planted : HEEL_PLANTED;
    const forwardV = toeSeen ? foot.toeForwardV : foot.centreForwardV;
    const upV = fromSide ? foot.toeUpV : foot.heelUpV;
    for (const { coming, leaving } of windows[side]) {
      if (leaving < stances[0]!.coming || coming > stances.at(-1)!.leaving) continue;
      const from = Math.max(0, Math.ceil(coming + begin * (leaving - coming)));
      const to = Math.min(forwardV.length - 1, Math.floor(coming + end * (leaving - coming)));
      for (let i = from; i <= to; i++) {
        if (Number.isNaN(forwardV[i]! + upV[i]!)) continue;
        forward += forwardV[i]!;
        up += upV[i]!;
        count++;
      }
    }
  }
  const forwardV = forward / count;
  const steepest = fromSide ? MAX_BELT_SLOPE * Math.abs(forwardV) : Infinity;
  return { forwardV, upV: Math.max(-steepest, Math.min(steepest, up / count)) };
}

/** Lays windows around `anchors` over each other by some velocities. */
function placeOnAverage(guides: Float64Array[], anchors: number[], spanS: Span, gridHz: number): Alignment {
  const starts = anchors.map((anchor) => anchor + spanS[0] * gridHz);
  return alignWindows(guides, starts, samplesIn(spanS, gridHz), gridHz);
}

function stanceAverage(foot: FootSignals, starts: number[], spanS: Span, gridHz: number): StanceAverage {
  const of = (signal: Float64Array) => averageWindow(signal, starts, samplesIn(spanS, gridHz));
  return {
    centreForwardV: of(foot.centreForwardV),
    toeForwardV: of(foot.toeForwardV),
    heelUpV: of(foot.heelUpV),
    toeUpV: of(foot.toeUpV),
    kneeFlexion: of(foot.kneeFlexion),
    toeBelowHip: of(foot.toeBelowHip),
  };
}

function samplesIn([fromS, toS]: Span, gridHz: number): number {
  return Math.round((toS - fromS) * gridHz) + 1;
}
