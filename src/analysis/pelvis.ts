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
import type { Corrections, PictureLine } from './run-analysis';

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
  if (pelvis === null) return NOT_LOOKED_FOR;
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

/** No pelvis turns further in running (11°, SCIENCE.md §1b, and a margin for slanting markers): such a line is of markers that were lost. */
const MOST_OBLIQUE_DEG: Degrees = 20;

function measuredPelvis(measuredDeg: Float32Array): PelvicLine {
  const hipLineDeg = measuredDeg.map((tilt) => (Math.abs(tilt) <= MOST_OBLIQUE_DEG ? tilt : NaN));
  const confidence = hipLineDeg.map((tilt) => (Number.isNaN(tilt) ? 0 : 1));
  return { method: 'landmarks', tiltDeg: hipLineDeg, confidence, neutralTiltDeg: null };
}
