import type { Contact } from '../../src/gait/contacts';
import type { Stride } from '../../src/gait/strides';
import type { View } from '../../src/gait/view';
import { ALL_FOLLOWED } from '../../src/gait/limb-trust';
import { NO_CAMERA_DOUBT } from '../../src/metrics/camera-error';
import type { MetricContext } from '../../src/metrics/motion';
import { LANDMARK_NAMES, type LandmarkName } from '../../src/pose/landmarks';
import { emptyPoseTrack, type PoseTrack } from '../../src/pose/pose-track';
import { opposite, type Side } from '../../src/units';

/** A runner in numbers whose angles are set, not simulated: what comes out can be worked out by hand. */
export interface Runner {
  view: View;
  fps: number;
  seconds: number;
  /** Trunk lean (side views: forward, else to the runner's right) = mean + swing · sin of the stride's phase. */
  leanDeg: number;
  leanSwingDeg: number;
  kneeFlexionDeg: number;
  /** Peak drop over the left and over the right stance leg. */
  dropDeg: Record<Side, number>;
}

export const RUNNER: Runner = {
  view: 'left',
  fps: 60,
  seconds: 10,
  leanDeg: 6,
  leanSwingDeg: 2,
  kneeFlexionDeg: 20,
  dropDeg: { left: 3, right: 5 },
};

const STRIDE_S = 0.72;
const CONTACT_S = 0.25;
const HIP = { x: 640, y: 360 };
const TRUNK_PX = 180;

const rad = (deg: number) => (deg * Math.PI) / 180;

/** Left initial contacts at 0.2 + 0.72 k, right ones half a stride later. */
export function contactsOf(runner: Runner): Contact[] {
  const contacts: Contact[] = [];
  for (let step = 0; 0.2 + (step / 2) * STRIDE_S + CONTACT_S < runner.seconds; step++) {
    const initialContactS = 0.2 + (step / 2) * STRIDE_S;
    const side = step % 2 === 0 ? 'left' : 'right';
    contacts.push({ side, initialContactS, toeOffS: initialContactS + CONTACT_S, confidence: 1 });
  }
  return contacts;
}

/** Strides between contacts of one foot. */
export function stridesBetween(contacts: readonly Contact[]): Stride[] {
  return contacts.flatMap((stance, i) => {
    const next = contacts.slice(i + 1).find((contact) => contact.side === stance.side);
    if (!next) return [];
    const other = contacts.slice(i + 1).find((contact) => contact.side === opposite(stance.side));
    const oppositeContactS = other?.initialContactS ?? NaN;
    const endS = next.initialContactS;
    return [
      { side: stance.side, startS: stance.initialContactS, endS, stance, oppositeContactS, excluded: null },
    ];
  });
}

function trackOf(runner: Runner): PoseTrack {
  const frames = Math.round(runner.seconds * runner.fps);
  const track = emptyPoseTrack(frames);
  const across = runner.view === 'left' || runner.view === 'front' ? -1 : 1;
  const side = runner.view === 'left' || runner.view === 'right';
  for (let t = 0; t < frames; t++) {
    const timeS = t / runner.fps;
    track.timeS[t] = timeS;
    const put = (name: LandmarkName, x: number, up: number) => {
      track.landmarks[name].x[t] = HIP.x + across * x;
      track.landmarks[name].y[t] = HIP.y - up;
      track.landmarks[name].confidence[t] = 1;
    };
    const phase = (2 * Math.PI * (timeS - 0.2)) / STRIDE_S;
    const lean = rad(runner.leanDeg + runner.leanSwingDeg * Math.sin(phase));
    const halfPx = side ? 4 : 30;
    for (const [name, sign] of [
      ['left', -1],
      ['right', 1],
    ] as const) {
      put(`${name}_hip`, sign * halfPx, 0);
      put(`${name}_shoulder`, TRUNK_PX * Math.sin(lean) + sign * halfPx, TRUNK_PX * Math.cos(lean));
      put(`${name}_ear`, TRUNK_PX * Math.sin(lean) + sign * 3, TRUNK_PX * Math.cos(lean) + 40);
      const knee = side ? runner.kneeFlexionDeg : 0;
      put(`${name}_knee`, sign * halfPx, -150);
      put(`${name}_ankle`, sign * halfPx - 150 * Math.sin(rad(knee)), -150 - 150 * Math.cos(rad(knee)));
      put(`${name}_heel`, sign * halfPx - 10, -320);
      put(`${name}_foot_index`, sign * halfPx + 50, -325);
      put(`${name}_wrist`, sign * halfPx + 30 * Math.sin(phase), 90);
    }
    put('nose', TRUNK_PX * Math.sin(lean) + 10, 240);
  }
  return track;
}

/** Tilt whose peak over each stance is the drop set for that leg: half sines from contact to toe-off. */
function tiltOf(runner: Runner): Float32Array {
  const tilt = new Float32Array(Math.round(runner.seconds * runner.fps));
  for (const { side, initialContactS } of contactsOf(runner)) {
    tilt.forEach((_, t) => {
      const share = (t / runner.fps - initialContactS) / CONTACT_S;
      if (share < 0 || share > 1) return;
      tilt[t] = (side === 'right' ? 1 : -1) * runner.dropDeg[side] * Math.sin(Math.PI * share);
    });
  }
  return tilt;
}

export function contextOf(changes: Partial<Runner> = {}): MetricContext {
  const runner = { ...RUNNER, ...changes };
  const tiltDeg = tiltOf(runner);
  return {
    track: trackOf(runner),
    fps: runner.fps,
    view: runner.view,
    viewDoubt: null,
    noStrides: null,
    outside: new Map(),
    cameraRollDeg: 0,
    cameraRollKnown: true,
    strides: stridesBetween(contactsOf(runner)),
    pelvicLine:
      runner.view === 'rear' || runner.view === 'front'
        ? { method: 'waistband', tiltDeg, confidence: tiltDeg.map(() => 1), neutralTiltDeg: null }
        : null,
    pelvicError: null,
    landmarksFrom: 'markers',
    cameraDoubt: NO_CAMERA_DOUBT,
    limbTrust: { left: { doubt: ALL_FOLLOWED }, right: { doubt: ALL_FOLLOWED } },
  };
}

/** The same landmarks after `move` of every point (x, y in pixels). */
export function moved(track: PoseTrack, move: (x: number, y: number) => [number, number]): PoseTrack {
  const copy = emptyPoseTrack(track.timeS.length);
  copy.timeS.set(track.timeS);
  for (const name of LANDMARK_NAMES) {
    const [from, to] = [track.landmarks[name], copy.landmarks[name]];
    from.x.forEach((x, t) => {
      [to.x[t], to.y[t]] = move(x, from.y[t]!);
    });
    to.confidence.set(from.confidence);
  }
  return copy;
}

/** The picture mirrored: left and right landmarks, and the sides of strides, swap. */
export function mirrored(context: MetricContext): MetricContext {
  const track = moved(context.track, (x, y) => [1280 - x, y]);
  const swapped = emptyPoseTrack(track.timeS.length);
  swapped.timeS.set(track.timeS);
  for (const name of LANDMARK_NAMES) {
    const other = LANDMARK_NAMES.find((candidate) => candidate === otherSide(name));
    swapped.landmarks[name] = track.landmarks[other ?? name];
  }
  const VIEWS: Record<View, View> = { left: 'right', right: 'left', rear: 'rear', front: 'front' };
  return {
    ...context,
    track: swapped,
    view: VIEWS[context.view],
    cameraRollDeg: -context.cameraRollDeg,
    strides: context.strides.map((stride) => ({
      ...stride,
      side: opposite(stride.side),
      stance: { ...stride.stance, side: opposite(stride.side) },
    })),
    pelvicLine: context.pelvicLine && {
      ...context.pelvicLine,
      tiltDeg: context.pelvicLine.tiltDeg.map((tilt) => -tilt),
    },
  };
}

function otherSide(name: string): string {
  return name.includes('left') ? name.replace('left', 'right') : name.replace('right', 'left');
}
