import { expect, it } from 'vitest';
import type { RunAnalysis } from '../../../src/analysis/run-analysis';
import { placeGhost, trunkPx } from '../../../src/view/compare/draw-ghost';
import { syntheticRun } from '../../truth/synthetic-runner';
import { measuredTake } from '../../truth/measured-take';

function runnerAt(view: 'left' | 'right', legPx: number, cameraRollDeg = 0): RunAnalysis {
  const { track } = syntheticRun({ view, legPx, durationS: 2, trunkLeanDeg: 5 });
  return { ...measuredTake(new File([], 'a.mp4')).analysis, track, view, cameraRollDeg };
}

it('puts the ghost at the front runner’s size, pelvis on pelvis', () => {
  const [front, ghost] = [runnerAt('left', 400, 2), runnerAt('left', 250, 5)];
  const place = placeGhost({ analysis: front, frame: 10 }, { analysis: ghost, frame: 30 }, [
    trunkPx(front),
    trunkPx(ghost),
  ])!;
  expect(place.scale).toBeCloseTo(400 / 250, 2);
  expect([place.turnDeg, place.mirrored]).toEqual([-3, false]);
  const hips = front.track.landmarks;
  expect(place.to.x).toBeCloseTo((hips.left_hip.x[10]! + hips.right_hip.x[10]!) / 2, 6);
});

it('lets a ghost filmed from the other side run the front’s way', () => {
  const [front, ghost] = [runnerAt('left', 400, 2), runnerAt('right', 400, 5)];
  const place = placeGhost({ analysis: front, frame: 0 }, { analysis: ghost, frame: 0 }, [1, 1]);
  expect(place).toMatchObject({ mirrored: true, turnDeg: 7 });
});

it('draws no ghost where a pelvis is not seen', () => {
  const front = runnerAt('left', 400);
  const lost = { ...front, track: measuredTake(new File([], 'a.mp4')).analysis.track };
  lost.track.landmarks.left_hip.x.fill(NaN);
  expect(placeGhost({ analysis: front, frame: 0 }, { analysis: lost, frame: 0 }, [1, 1])).toBeNull();
});
