import { followPelvicLine } from '../core/pelvic-line';
import { type Agreement, compareTilts } from '../core/pelvic-line-agreement';
import type { PelvicEvidence } from '../core/pelvic-line-evidence';
import { standingLevel } from '../core/pelvic-line-standing';
import { isSideView, type View } from '../gait/view';
import { type PelvicError, pelvicErrorOf } from '../metrics/pelvic-drop-error';
import type { PelvicLine } from '../metrics/pelvic-line';
import type { Degrees } from '../units';
import { readAnew } from './earlier-pelvis';
import type { Recording } from './recording';
import type { Corrections, PictureLine } from './run-analysis';

/** What is known of the pelvis in a rear or front view. */
export interface Pelvis {
  line: PelvicLine | null;
  /** null = there is no line, or it was measured. */
  error: PelvicError | null;
  inPicture: PictureLine | null;
  agreement: Agreement | null;
  /** Why there is no line, and what to do about it, or what it cannot tell; null = nothing to say. */
  doubt: string | null;
}

const NOT_LOOKED_FOR: Pelvis = { line: null, error: null, inPicture: null, agreement: null, doubt: null };
const NO_EARLIER_LINE =
  'Pelvic drop is withheld: no pelvic line came with these landmarks of an earlier analysis. Open its file or its clip again.';
interface PelvisContext {
  view: View;
  cameraRollDeg: Degrees;
  /** Half-width of its 95 % interval; null = it was only taken as level. */
  rollErrorDeg: Degrees | null;
  hipLineDeg: Float32Array;
}

/** Follows the pelvic line in the picture; measured hips (TRC) are the line themselves, guessed ones never. */
export function findPelvis(
  { pelvis, pose, cleaned, track }: Recording,
  corrections: Corrections,
  context: PelvisContext,
): Pelvis {
  const { view, cameraRollDeg, rollErrorDeg, hipLineDeg } = context;
  if (isSideView(view)) return NOT_LOOKED_FOR;
  if (pose === null) return { ...NOT_LOOKED_FOR, line: measuredPelvis(hipLineDeg) };
  if (cleaned?.pelvis) {
    const line = readAnew(cleaned.pelvis, view, cameraRollDeg);
    const agreement = compareTilts(track.timeS, line.tiltDeg, hipLineDeg);
    return { ...NOT_LOOKED_FOR, line, error: earlierError(line, rollErrorDeg), agreement };
  }
  if (pelvis === null)
    return cleaned === null ? NOT_LOOKED_FOR : { ...NOT_LOOKED_FOR, doubt: NO_EARLIER_LINE };
  return followedPelvis(pelvis, corrections, context);
}

/** Said where the line is followed, but nothing tells what is level. */
const LOST_LEVEL =
  'Pelvic drop: The camera’s roll is unknown, so the mean of left and right is taken as level: the two sides’ difference and a tilt of the whole are lost.';

function followedPelvis(
  evidence: PelvicEvidence,
  { pelvis: hint, standing }: Corrections,
  { view, cameraRollDeg, rollErrorDeg, hipLineDeg }: PelvisContext,
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
  const { method, tiltDeg, confidence, xPx, yPx, pictureAngleDeg, axialBoundDeg } = followed;
  return {
    line: { method, tiltDeg, confidence, neutralTiltDeg: stood?.tiltDeg ?? null },
    error: pelvicErrorOf({ rollErrorDeg, standingErrorDeg: stood?.errorDeg ?? null, axialBoundDeg }),
    inPicture: { xPx, yPx, angleDeg: pictureAngleDeg },
    agreement: compareTilts(timeS, tiltDeg, hipLineDeg),
    doubt: rollErrorDeg === null && stood === null ? LOST_LEVEL : null,
  };
}

/** Half-widths that a file of an earlier analysis does not tell: the larger end of those of rendered clips. *(judgement)* */
const EARLIER_AXIAL_BOUND_DEG: Degrees = 0.5;
const EARLIER_STANDING_ERROR_DEG: Degrees = 0.5;

function earlierError({ method, neutralTiltDeg }: PelvicLine, rollErrorDeg: Degrees | null) {
  if (method === 'landmarks') return null;
  return pelvicErrorOf({
    rollErrorDeg,
    standingErrorDeg: neutralTiltDeg === null ? null : EARLIER_STANDING_ERROR_DEG,
    axialBoundDeg: EARLIER_AXIAL_BOUND_DEG,
  });
}

/** No pelvis turns further in running (11°, SCIENCE.md §1b, and a margin for slanting markers): such a line is of markers that were lost. */
const MOST_OBLIQUE_DEG: Degrees = 20;

function measuredPelvis(measuredDeg: Float32Array): PelvicLine {
  const hipLineDeg = measuredDeg.map((tilt) => (Math.abs(tilt) <= MOST_OBLIQUE_DEG ? tilt : NaN));
  const confidence = hipLineDeg.map((tilt) => (Number.isNaN(tilt) ? 0 : 1));
  return { method: 'landmarks', tiltDeg: hipLineDeg, confidence, neutralTiltDeg: null };
}
