import type { Degrees, Pixels, Seconds } from '../units';
import { chooseTrack, type FollowedMethod } from './pelvic-line-choose';
import type { PelvicEvidence } from './pelvic-line-evidence';
import { smoothInTime } from './pelvic-line-smooth';
import { median, type Track } from './pelvic-line-track';

/** Where a person pointed in one frame: a point on the line or between the dots, or two (on the line, or the two dots). */
export interface PelvicHint {
  timeS: Seconds;
  points: readonly { x: Pixels; y: Pixels }[];
}

export interface FollowOptions {
  /** Which side of the runner the camera sees: it says which end of the line is the runner's left. */
  facing: 'rear' | 'front';
  /** Degrees by which true vertical leans to the picture's right (`estimateCameraRoll`, or the user's line). */
  cameraRollDeg: Degrees;
  hint?: PelvicHint | null;
}

/** The pelvic line of a clip, or why there is none. */
export type FollowedPelvicLine =
  ({ method: FollowedMethod } & FollowedLine) | { method: 'none'; reason: string; advice: string };

export interface FollowedLine {
  /** [T] degrees against the horizontal, roll removed, positive = the runner's left side is lower; NaN = not seen. */
  tiltDeg: Float32Array;
  /** [T] 0–1: how much of the line is seen and how plainly; 0 = not seen (or filled from its neighbours). */
  confidence: Float32Array;
  /** Where the followed line lies in the picture, to draw it: middle [T] and angle [T], positive = lower to the right. */
  xPx: Float32Array;
  yPx: Float32Array;
  pictureAngleDeg: Float32Array;
  /** 0–1 over the clip. */
  reliability: number;
  /** Noise of one frame before smoothing, standard deviation. */
  jitterDeg: Degrees;
  /** What the seen line was divided by, see [Note: A line follows less than the bone]. */
  followGain: number;
  /** Degrees of tilt read wrongly per degree that the pelvis is turned from the camera, see [Note: Axial turn]. Never negative. */
  errorPerTurnDeg: number;
  /** The same for the pelvis's own turn in running: bound on the error in any one frame. */
  axialBoundDeg: Degrees;
}

/**
 * [Note: What was tried] Slope, r and RMSE against the rendered truth (three bands, a hem, two dots; BlazePose's landmarks), before
 * the gain of [Note: A line follows less than the bone] unless said:
 * - hip landmarks of BlazePose (full): −0.9…0.2, −0.7…0.8 — a witness, not a measure (`compareTilts`);
 * - sheared colour gradient alone, the 20 lines: 0.89–0.93, 0.977–0.999, 0.46–0.86° with the pelvis's place given;
 * - edge per strip and Tukey fit with a bow, tangent at the middle of what is seen: 0.90–1.04, 0.985–0.9995, 0.45–0.78°;
 * - the same at the middle of the hip landmarks: their 5 px of bias, on a bowed line, is 0.2–0.4°: front 0.91, 0.995, 0.87°;
 * - a symmetric quartic through all of it: 0.90–1.06, 0.989–0.9998, 0.38–0.74°;
 * - the chord through the outer halves (kept): 0.89–1.00, 0.996–0.9999, 0.24–0.76°; with the gain 0.97–1.05 and 0.24–0.46°;
 * - centroids of two dots: 0.96, 0.991, 0.62°; their mean with the hem (kept), with gains: 1.00, 0.998, 0.38°.
 * Made harder (480 × 854, 270 × 480, 1080p, grain, quarter contrast, grey, negative, crf 38, 30 fps, roll −4…3°): 0.96–1.05, ≥ 0.989,
 * ≤ 0.55°. Motion blur of 17 ms (between interpolated frames): 0.96–1.05, ≥ 0.993, ≤ 0.55°; two and three whole frames laid over each
 * other: 0.96–1.10, ≥ 0.988, ≤ 0.72°, peaks off by up to 0.6°. Hip landmarks that jump by 3 % of body height: no different.
 */

/**
 * Follows the pelvis through a clip from the evidence of its frames: finds the thing that is seen throughout (dots before
 * a waistband before a hem; or what the user pointed at), takes out outliers, smooths in time. Pure; seconds for hours.
 * Neutral is not taken off: 0 = level against true horizontal.
 */
export function followPelvicLine(
  evidence: PelvicEvidence,
  { facing, cameraRollDeg, hint = null }: FollowOptions,
): FollowedPelvicLine {
  const choice = chooseTrack(evidence, hint);
  if (choice.method === 'none') return choice;
  const { parts, method, reliability } = choice;
  const [first, second] = parts.map(({ track, followGain }) => {
    const smooth = smoothInTime(evidence.timeS, track.angleDeg, track.support, {
      jitterDeg: track.jitterDeg,
    });
    const sign = facing === 'rear' ? -1 : 1;
    return { smooth, tiltDeg: smooth.map((angle) => (sign * (angle - cameraRollDeg)) / followGain) };
  });
  const { track, followGain } = parts[0]!;
  const errorPerTurnDeg = Math.max(...parts.map((part) => errorPerTurn(part.track)));
  return {
    method,
    tiltDeg: second ? meanOf(first!.tiltDeg, second.tiltDeg) : first!.tiltDeg,
    confidence: confidenceOf(track, first!.smooth, reliability),
    xPx: track.x,
    yPx: track.y,
    pictureAngleDeg: first!.smooth,
    reliability,
    jitterDeg: track.jitterDeg,
    followGain,
    errorPerTurnDeg,
    axialBoundDeg: errorPerTurnDeg * AXIAL_TURN_DEG,
  };
}

/** Mean of two series; where one is missing, the other moved by half their median difference, so that nothing jumps. */
function meanOf(a: Float32Array, b: Float32Array): Float32Array {
  const apart = median([...a].map((value, t) => b[t]! - value).filter((value) => !Number.isNaN(value)));
  return a.map((value, t) => {
    const other = b[t]!;
    if (Number.isNaN(other)) return value + apart / 2;
    return Number.isNaN(value) ? other - apart / 2 : (value + other) / 2;
  });
}

/** Half of a frame's confidence is lost at this distance from the smoothed curve. */
const HALF_LOST_DEG: Degrees = 1;

function confidenceOf(track: Track, smooth: Float32Array, reliability: number): Float32Array {
  return track.support.map((support, t) => {
    if (!(support > 0) || Number.isNaN(smooth[t]!)) return 0;
    const offDeg = Math.abs(track.angleDeg[t]! - smooth[t]!);
    return (support * reliability) / (1 + (offDeg / HALF_LOST_DEG) ** 2);
  });
}

/** Axial turn of the pelvis in running, to either side *(judgement; the rendered runner turns by 6°)*. */
const AXIAL_TURN_DEG: Degrees = 7;
/** Depth of the body at the belt over its width *(judgement)*; ± 0.1 is a third of the bound. */
const DEPTH_SHARE = 0.65;
/** Half the hips' width in torso lengths. */
const HALF_WIDTH = 0.36;
/** Steepest view onto the belt's plane that is believed (a bow can be a sagging belt). */
const MOST_SINUS = 0.5;

/**
 * What a turn of the pelvis about its long axis does to the tilt that is read, per degree. Bounded, not corrected.
 *
 * [Note: Axial turn] Seen from δ above the horizontal, the line between the hip joints tilts by sin δ · tan ψ when the pelvis is
 * turned by ψ from the camera. A belt of depth b and width a, in a plane seen from ε above, tilts by sin δ · tan ψ −
 * (b/a)² sin ε · tan ψ: the last term is the error. ψ is not seen (an ellipse turned is an ellipse; BlazePose's depth is too
 * weak), but sin ε is: the belt bows in the picture by sin ε · b / 2a². On the rendered clips that predicts 0.04–0.07° per degree from
 * behind and 0.08 from the front (where the pelvis's forward tilt adds to the camera's height); regression on truth and true turn
 * gave up to 0.04 and 0.09. With 7° of turn each way: 0.2–0.5° twice a stride. A camera 12° off axis adds up to 0.9° more,
 * alike in both stances with opposite signs; `standingLevel` takes that off.
 */
function errorPerTurn({ likeness }: Track): number {
  const sinus = Math.min(MOST_SINUS, (2 * Math.abs(likeness.bow) * HALF_WIDTH) / DEPTH_SHARE);
  return sinus * DEPTH_SHARE ** 2;
}
