import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Vector3 } from 'three';
import { describe, expect, it } from 'vitest';
import { SIDES } from '../../../src/units';
import { SQUARE } from '../../truth/demo-runner/camera';
import { obliquityDeg, planGait } from '../../truth/demo-runner/gait-plan';
import { leanOf, poseAt } from '../../truth/demo-runner/posture';
import { AFTER, BEFORE, type RunnerMotion } from '../../truth/demo-runner/runner-motion';
import {
  ANKLE_HEIGHT,
  BALL_AHEAD,
  HEEL_BACK,
  type Pose,
  SHANK,
  THIGH,
} from '../../truth/demo-runner/skeleton';
import { TAKES } from '../../truth/demo-runner/takes';
import { type ClipTruth, truthOf } from '../../truth/demo-runner/truth';

const MOTIONS: [string, RunnerMotion][] = [
  ['before', BEFORE],
  ['after', AFTER],
  ['before, another seed', { ...BEFORE, seed: 99 }],
];
const INSTANT_S = 0.002;

const timesOf = ({ seconds, fps }: RunnerMotion) =>
  Array.from({ length: Math.round(seconds * fps) }, (_, k) => k / fps);
const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Ball and heel of a foot where the sole is. */
function sole(pose: Pose, side: 'left' | 'right') {
  const { at, turn } = pose[`${side}Foot`];
  const point = (z: number) => new Vector3(0, -ANKLE_HEIGHT, z).applyQuaternion(turn).add(at);
  return { ball: point(BALL_AHEAD), heel: point(-HEEL_BACK) };
}

describe.each(MOTIONS)('the demo runner, %s', (_, motion) => {
  const plan = planGait(motion);
  const poses = timesOf(motion).map((timeS) => ({ timeS, pose: poseAt(plan, timeS) }));

  it('leans as asked: mean within 0.2°', () => {
    expect(Math.abs(meanOf(poses.map(({ pose }) => leanOf(pose))) - motion.trunkLeanDeg)).toBeLessThan(0.2);
  });

  it('drops the pelvis as asked: mean of the peaks of each side within 0.05°', () => {
    for (const side of SIDES) {
      const inClip = plan.stances.filter(
        (one) => one.side === side && one.initialContactS > 0 && one.toeOffS < motion.seconds,
      );
      const peaks = inClip.map(({ initialContactS, toeOffS }) => {
        const moments = Array.from(
          { length: 101 },
          (_, k) => initialContactS + (k / 100) * (toeOffS - initialContactS),
        );
        return Math.max(...moments.map((timeS) => (side === 'left' ? -1 : 1) * obliquityDeg(plan, timeS)));
      });
      expect(Math.abs(meanOf(peaks) - motion.pelvicDropDeg[side]), side).toBeLessThan(0.05);
    }
  });

  it('sets its feet down in turn, with flight between, at the cadence asked for', () => {
    plan.stances.slice(1).forEach((stance, k) => {
      expect(stance.side).not.toBe(plan.stances[k]!.side);
      expect(stance.initialContactS).toBeGreaterThan(plan.stances[k]!.toeOffS);
    });
    const [first, last] = [plan.stances[0]!, plan.stances.at(-1)!];
    const cadence = (60 * (plan.stances.length - 1)) / (last.initialContactS - first.initialContactS);
    expect(Math.abs(cadence / motion.cadenceSpm - 1)).toBeLessThan(0.005);
  });

  it('does not slip: what touches the belt moves back with it, within 1 % of its speed', () => {
    for (const { side, initialContactS, toeOffS } of plan.stances.slice(4, -4)) {
      for (let part = 0.02; part < 0.97; part += 0.05) {
        const timeS = initialContactS + part * (toeOffS - initialContactS);
        const now = sole(poseAt(plan, timeS), side);
        const soon = sole(poseAt(plan, timeS + INSTANT_S), side);
        const touching = now.ball.y <= now.heel.y ? 'ball' : 'heel';
        expect(Math.abs(now[touching].y)).toBeLessThan(1e-6);
        const speed = (now[touching].z - soon[touching].z) / INSTANT_S;
        expect(Math.abs(speed / motion.beltSpeed - 1)).toBeLessThan(0.01);
      }
    }
  });

  it('keeps its feet above the belt in swing, its legs whole and its knees from bending the wrong way', () => {
    for (const { timeS, pose } of poses) {
      for (const side of SIDES) {
        const [hip, knee, ankle] = [pose[`${side}Thigh`].at, pose[`${side}Shank`].at, pose[`${side}Foot`].at];
        expect(hip.distanceTo(knee)).toBeCloseTo(THIGH, 6);
        expect(knee.distanceTo(ankle)).toBeCloseTo(SHANK, 6);
        const { ball, heel } = sole(pose, side);
        const onBelt = plan.stances.some(
          (one) => one.side === side && one.initialContactS <= timeS && timeS <= one.toeOffS,
        );
        expect(Math.min(ball.y, heel.y)).toBeGreaterThan(onBelt ? -1e-6 : 0);
        const straight = hip.distanceTo(ankle) / (THIGH + SHANK);
        expect(straight).toBeLessThan(0.9995);
        expect(knee.z - (hip.z + ankle.z) / 2).toBeGreaterThan(0);
      }
    }
  });

  it('tells the same truth for the same seed and another for another', () => {
    const truth = truthOf(motion, { ...SQUARE, view: 'rear' });
    expect(truthOf(motion, { ...SQUARE, view: 'rear' })).toEqual(truth);
    const other = truthOf({ ...motion, seed: motion.seed + 1 }, { ...SQUARE, view: 'rear' });
    expect(other.contacts).not.toEqual(truth.contacts);
  });
});

describe('the camera', () => {
  it('keeps head and feet in the picture', () => {
    for (const view of ['left', 'rear'] as const) {
      const points = truthOf(BEFORE, { ...SQUARE, view }).frames.flatMap(({ px }) => Object.values(px));
      const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
      expect(Math.min(...xs)).toBeGreaterThan(20);
      expect(Math.max(...xs)).toBeLessThan(SQUARE.widthPx - 20);
      expect(Math.min(...ys)).toBeGreaterThan(80);
      expect(Math.max(...ys)).toBeLessThan(SQUARE.heightPx - 20);
    }
  });

  it('turned by a roll, tilts the hip line by it: seen from behind, to the runner’s left side', () => {
    const level = truthOf(AFTER, { ...SQUARE, view: 'rear' });
    const rolled = truthOf(AFTER, { ...SQUARE, view: 'rear', rollDeg: 3 });
    const turns = level.frames.map(
      ({ imageHipLineDeg }, k) => rolled.frames[k]!.imageHipLineDeg! - imageHipLineDeg!,
    );
    expect(Math.max(...turns.map((turn) => Math.abs(turn + 3)))).toBeLessThan(0.3);
  });
});

describe('the committed demo', () => {
  it.each(TAKES)('$name is what its maker makes now', ({ name, motion, filming }) => {
    const path = fileURLToPath(new URL(`../../../public/demo/${name}.truth.json`, import.meta.url));
    const kept = JSON.parse(readFileSync(path, 'utf8')) as ClipTruth; // written by truthOf
    const made = truthOf(motion, filming);
    expect(kept).toMatchObject({ motion, filming, contacts: made.contacts });
    made.frames.forEach(({ px }, k) => {
      const [x, y] = kept.frames[k]!.px.left_foot_index!;
      expect(Math.hypot(x - px.left_foot_index![0], y - px.left_foot_index![1])).toBeLessThan(0.3);
    });
  });
});
