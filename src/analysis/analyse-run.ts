import { findingsFrom } from '../feedback/findings';
import { NOTHING_SAID, safetyOf } from '../feedback/safety';
import { findContacts } from '../gait/contacts';
import { doubtfulSpans, judgeLimbs } from '../gait/limb-trust';
import { findStrides } from '../gait/strides';
import { findView, isSideView, type View, type ViewFinding } from '../gait/view';
import { computeMetrics } from '../metrics/compute-metrics';
import { hipLineTiltDeg } from '../metrics/pelvic-line';
import { runnerFrame } from '../metrics/view-frame';
import type { PoseTrack } from '../pose/pose-track';
import { FILTER_SETTINGS } from '../signal/filter-settings';
import { placeCamera } from './camera';
import { findPelvis } from './pelvis';
import { prepareTrack } from './prepare-track';
import type { Recording } from './recording';
import type { Corrections, RunAnalysis } from './run-analysis';

/**
 * The journey from landmarks to findings, on one page. Pure: the same recording gives the same analysis, so it is run again
 * on every edit. Angles, curves and metrics are tensor programs on the active tfjs backend.
 */
export async function analyseRun(recording: Recording, corrections: Corrections): Promise<RunAnalysis> {
  const seen = findView(recording.track);
  const view = corrections.view === 'auto' ? likelyView(seen) : corrections.view;
  const viewDoubt = corrections.view === 'auto' ? seen.refused : null;
  const { track, identity, frameRateHz: fps, problem } = prepareTrack(recording, view);
  const { contacts, leftOut } = findContacts(track, view);
  const strides = findStrides(contacts);
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
    viewDoubt,
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
    viewFrom: corrections.view === 'auto' ? 'detected' : 'user',
    doubts: [problem, viewDoubt, rollDoubt, pelvis.doubt].filter((doubt) => doubt !== null),
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
    metrics,
    curves,
    findings: findingsFrom(metrics, safetyOf(NOTHING_SAID, null)),
  };
}

/** The view that what does not depend on it (cadence, contacts) is read in; a doubt withholds the rest. */
function likelyView({ view, turnedDeg }: ViewFinding): View {
  return view ?? (turnedDeg > 45 ? 'rear' : 'left');
}

function hipLineOf(track: PoseTrack, view: View, cameraRollDeg: number): Promise<Float32Array> {
  if (isSideView(view)) return Promise.resolve(new Float32Array(track.timeS.length).fill(NaN));
  return hipLineTiltDeg(track, runnerFrame(view, cameraRollDeg));
}
