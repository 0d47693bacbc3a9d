import { followPelvicLine } from '../core/pelvic-line';
import { type Agreement, compareTilts } from '../core/pelvic-line-agreement';
import type { PelvicEvidence } from '../core/pelvic-line-evidence';
import { fusePelvicDrop, type Level, type PelvicDrop, standingLevel } from '../core/pelvic-line-fuse';
import type { Stride } from '../gait/strides';
import { isSideView, type View } from '../gait/view';
import type { PelvicLine } from '../metrics/pelvic-line';
import type { Degrees } from '../units';
import { readAnew } from './earlier-pelvis';
import type { Recording } from './recording';
import type { Corrections, PictureLine, RunAnalysis } from './run-analysis';

/** What is known of the pelvis in a rear or front view. */
export interface Pelvis {
  line: PelvicLine | null;
  inPicture: PictureLine | null;
  drop: PelvicDrop | null;
  agreement: Agreement | null;
  /** Why there is no line, and what to do about it; null where there is one, or none was looked for. */
  doubt: string | null;
}

const NOT_LOOKED_FOR: Pelvis = { line: null, inPicture: null, drop: null, agreement: null, doubt: null };
const NO_EARLIER_LINE =
  'Pelvic drop is withheld: no pelvic line came with these landmarks of an earlier analysis. Open its file or its clip again.';
/** Half-width of the 95 % interval of a roll that a person drew: about a pixel or two on a post. *(judgement)* */
const DRAWN_ROLL_ERROR_DEG: Degrees = 0.5;

/** The camera's roll: a person's word, else the room's verticals, else level. */
export function rollOf(
  { cameraRoll, pose }: Recording,
  { cameraRollDeg }: Corrections,
): Pick<RunAnalysis, 'cameraRollDeg' | 'cameraRollFrom'> & { level: Level; rollDoubt: string | null } {
  if (cameraRollDeg !== null) {
    const level: Level = { from: 'horizontal', errorDeg: DRAWN_ROLL_ERROR_DEG };
    return { cameraRollDeg, cameraRollFrom: 'user', level, rollDoubt: null };
  }
  if (cameraRoll.known) {
    const { rollDeg, from, errorDeg } = cameraRoll;
    const level: Level = { from: 'horizontal', errorDeg };
    return { cameraRollDeg: rollDeg, cameraRollFrom: from, level, rollDoubt: null };
  }
  return {
    cameraRollDeg: 0,
    cameraRollFrom: 'none',
    level: { from: 'mean of left and right' },
    // Measured landmarks (TRC) have no camera.
    rollDoubt:
      pose === null
        ? null
        : `The camera was taken as level; each degree that it is not is a degree of error. ${cameraRoll.reason}`,
  };
}

/** Follows the pelvic line in the picture; measured hips (TRC) are the line themselves, guessed ones never. */
export function findPelvis(
  { pelvis, pose, cleaned, track }: Recording,
  corrections: Corrections,
  { view, strides, level, cameraRollDeg, hipLineDeg }: PelvisContext,
): Pelvis {
  if (isSideView(view)) return NOT_LOOKED_FOR;
  if (pose === null) return { ...NOT_LOOKED_FOR, line: measuredPelvis(hipLineDeg) };
  if (cleaned?.pelvis) {
    const line = readAnew(cleaned.pelvis, view, cameraRollDeg);
    return { ...NOT_LOOKED_FOR, line, agreement: compareTilts(track.timeS, line.tiltDeg, hipLineDeg) };
  }
  if (pelvis === null)
    return cleaned === null ? NOT_LOOKED_FOR : { ...NOT_LOOKED_FOR, doubt: NO_EARLIER_LINE };
  return followedPelvis(pelvis, corrections, { view, strides, level, cameraRollDeg, hipLineDeg });
}

interface PelvisContext {
  view: View;
  strides: readonly Stride[];
  level: Level;
  cameraRollDeg: Degrees;
  hipLineDeg: Float32Array;
}

function followedPelvis(
  evidence: PelvicEvidence,
  { pelvis: hint, standing }: Corrections,
  { view, strides, level, cameraRollDeg, hipLineDeg }: PelvisContext,
): Pelvis {
  const facing = view === 'front' ? 'front' : 'rear';
  const followed = followPelvicLine(evidence, { facing, cameraRollDeg, hint });
  if (followed.method === 'none') {
    const missing = new Float32Array(hipLineDeg.length);
    const line: PelvicLine = {
      method: 'none',
      tiltDeg: missing.map(() => NaN),
      confidence: missing,
      neutralTiltDeg: null,
    };
    return {
      ...NOT_LOOKED_FOR,
      line,
      doubt: `Pelvic drop is withheld: ${followed.reason} ${followed.advice}`,
    };
  }
  const { timeS } = evidence;
  const stood = standing && standingLevel(timeS, followed, standing.fromS, standing.toS);
  const neutralTiltDeg = stood?.from === 'standing' ? stood.tiltDeg : null;
  const drop = fusePelvicDrop(timeS, followed, strides, stood ?? level);
  const { method, tiltDeg, confidence, xPx, yPx, pictureAngleDeg } = followed;
  return {
    line: { method, tiltDeg, confidence, neutralTiltDeg },
    inPicture: { xPx, yPx, angleDeg: pictureAngleDeg },
    drop,
    agreement: compareTilts(timeS, tiltDeg, hipLineDeg),
    doubt: drop.lost === null ? null : `Pelvic drop: ${drop.lost}`,
  };
}

function measuredPelvis(hipLineDeg: Float32Array): PelvicLine {
  const confidence = hipLineDeg.map((tilt) => (Number.isNaN(tilt) ? 0 : 1));
  return { method: 'landmarks', tiltDeg: hipLineDeg, confidence, neutralTiltDeg: null };
}
