import { findingsFrom } from '../feedback/findings';
import { NOTHING_SAID, safetyOf } from '../feedback/safety';
import { findContacts } from '../gait/contacts';
import { doubtfulSpans, judgeLimbs } from '../gait/limb-trust';
import { findStrides, type Stride } from '../gait/strides';
import { findView, isSideView, type View } from '../gait/view';
import { computeMetrics } from '../metrics/compute-metrics';
import { hipLineTiltDeg } from '../metrics/pelvic-line';
import { LEAST_STRIDES } from '../metrics/summary';
import { runnerFrame } from '../metrics/view-frame';
import type { PoseTrack } from '../pose/pose-track';
import { FILTER_SETTINGS } from '../signal/filter-settings';
import { SIDES } from '../units';
import { placeCamera } from './camera';
import { insidePicture } from './inside-picture';
import { whyNoStrides } from './no-strides';
import { findPelvis } from './pelvis';
import { prepareTrack } from './prepare-track';
import type { Recording } from './recording';
import type { Corrections, RunAnalysis } from './run-analysis';

/**
 * The journey from landmarks to findings, on one page. Pure: the same recording gives the same analysis, so it is run again
 * on every edit. Angles, curves and metrics are tensor programs on the active tfjs backend.
 */
export async function analyseRun(given: Recording, corrections: Corrections): Promise<RunAnalysis> {
  const { recording, outside, feetOutside } = insidePicture(given);
  const seen = findView(recording.track);
  const isTold = corrections.view !== 'auto';
  const view = corrections.view === 'auto' ? (seen.nearest ?? 'left') : corrections.view;
  const viewDoubt = isTold ? null : seen.refused;
  const { track, identity, frameRateHz: fps, problem } = prepareTrack(recording, view);
  const { contacts, leftOut } = findContacts(track, view);
  const strides = findStrides(contacts);
  const noStrides = isEnough(strides)
    ? null
    : whyNoStrides({ recording, feetOutside, view, fps, problem, leftOut });
  const limbTrust = judgeLimbs(track, view, contacts);
  const { cameraRollDeg, cameraRollFrom, rollErrorDeg, camera, doubt, rollDoubt } = placeCamera(
    recording,
    corrections,
    seen,
  );
  const hipLineDeg = await hipLineOf(track, view, cameraRollDeg);
  const pelvis = findPelvis(recording, corrections, { view, cameraRollDeg, rollErrorDeg, hipLineDeg });
  const report = await computeMetrics({
    track,
    fps,
    view,
    viewDoubt: viewDoubt === null ? null : { says: viewDoubt, oblique: seen.nearest !== null },
    noStrides: noStrides?.says ?? null,
    outside,
    cameraRollDeg,
    cameraRollKnown: cameraRollFrom !== 'none' || recording.pose === null,
    strides,
    pelvicLine: pelvis.line,
    pelvicError: pelvis.error,
    landmarksFrom: recording.pose?.model ?? 'markers',
    cameraDoubt: doubt,
    limbTrust,
  });
  const { metrics, curves, trunkLeanDeg, strideValues, motion } = report;
  return {
    view: viewDoubt === null ? view : null,
    viewFrom: isTold ? 'user' : 'detected',
    doubts: [sentence(noStrides?.says ?? problem), viewDoubt, rollDoubt, pelvis.doubt].filter(
      (doubt) => doubt !== null,
    ),
    cameraRollDeg,
    cameraRollFrom,
    camera,
    limbTrust,
    doubtfulSpans: doubtfulSpans(track.timeS, limbTrust),
    filters: FILTER_SETTINGS,
    track,
    identity,
    pelvicLine: pelvis.line,
    pelvicLineInPicture: pelvis.inPicture,
    agreement: pelvis.agreement,
    hipLineDeg,
    trunkLeanDeg,
    series: motion.series,
    contacts,
    leftOut,
    strides: strides.map((stride, i) => ({ ...stride, values: strideValues[i]! })),
    noStrides,
    metrics,
    curves,
    findings: findingsFrom(metrics, safetyOf(NOTHING_SAID, null)),
  };
}

/** Does either leg have strides enough for a number? */
function isEnough(strides: readonly Stride[]): boolean {
  return SIDES.some((side) => strides.filter((stride) => stride.side === side).length >= LEAST_STRIDES);
}

/** A clause as a sentence. */
function sentence(clause: string | null): string | null {
  return clause && `${clause[0]!.toUpperCase()}${clause.slice(1)}${/[.?]$/.test(clause) ? '' : '.'}`;
}

function hipLineOf(track: PoseTrack, view: View, cameraRollDeg: number): Promise<Float32Array> {
  if (isSideView(view)) return Promise.resolve(new Float32Array(track.timeS.length).fill(NaN));
  return hipLineTiltDeg(track, runnerFrame(view, cameraRollDeg));
}
