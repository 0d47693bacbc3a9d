import { describe, expect, it } from 'vitest';
import { chooseRunner } from '../../../src/analysis/choose-runner';
import { LANDMARK_NAMES } from '../../../src/pose/landmarks';
import { emptyPoseTrack, type PoseTrack } from '../../../src/pose/pose-track';
import { seededRandom } from '../../truth/random';
import { syntheticRun } from '../../truth/synthetic-runner';

const SEEDS = Array.from({ length: 20 }, (_, seed) => seed + 1);
/** As the scout sees them: the first seconds, thinned. */
const runner = (seed: number, view: 'left' | 'rear' = 'left', legPx = 250) =>
  syntheticRun({
    view,
    legPx,
    fps: 16,
    durationS: 2.5,
    noise: 0.02,
    cadenceSpm: 150 + 2 * (seed % 20),
    hiddenPart: 0.1,
    swappedPart: 0.1,
    seed,
  }).track;

/** The same, as slow motion shows it. */
function slowed(track: PoseTrack, factor: number): PoseTrack {
  return { ...track, timeS: track.timeS.map((timeS) => timeS * factor) };
}

/** The first moment of a runner, kept for the whole clip, moved and swaying a little. */
function standing(track: PoseTrack, seed: number, { scale = 1, driftPx = 0 } = {}): PoseTrack {
  const random = seededRandom(seed);
  const out = emptyPoseTrack(track.timeS.length);
  out.timeS.set(track.timeS);
  for (const name of LANDMARK_NAMES) {
    const [from, to] = [track.landmarks[name], out.landmarks[name]];
    out.timeS.forEach((timeS, t) => {
      to.x[t] = scale * from.x[0]! + driftPx * timeS + 3 * random.normal();
      to.y[t] = scale * from.y[0]! + 3 * random.normal();
      to.confidence[t] = 0.9;
    });
  }
  return out;
}

function movedBy(track: PoseTrack, px: number): PoseTrack {
  const out = emptyPoseTrack(track.timeS.length);
  out.timeS.set(track.timeS);
  for (const name of LANDMARK_NAMES) {
    const { x, y, z, confidence } = track.landmarks[name];
    out.landmarks[name] = { x: x.map((at) => at + px), y, z, confidence };
  }
  return out;
}

function mirrored(track: PoseTrack, scale: number): PoseTrack {
  const out = emptyPoseTrack(track.timeS.length);
  out.timeS.set(track.timeS);
  for (const name of LANDMARK_NAMES) {
    const from = track.landmarks[name];
    out.landmarks[name] = {
      ...from,
      x: from.x.map((x) => 2000 - scale * x),
      y: from.y.map((y) => scale * y),
    };
  }
  return out;
}

describe('whom to follow', () => {
  it.each(['left', 'rear'] as const)(
    'is the runner, not a larger person who stands by (%s), 20 of 20',
    (view) => {
      for (const seed of SEEDS) {
        const coach = standing(runner(seed + 50, view, 400), seed);
        const { chosen, why } = chooseRunner([coach, runner(seed, view)]);
        expect(chosen).toBe(1);
        expect(why).toBe('the only one whose feet keep a running rhythm');
      }
    },
  );

  it('is not a poster of a runner, nor who passes by', () => {
    for (const seed of SEEDS) {
      const poster = standing(runner(seed, 'left', 500), seed);
      const passer = standing(runner(seed, 'left', 500), seed, { driftPx: 400 });
      expect(chooseRunner([poster, runner(seed), passer]).chosen).toBe(1);
    }
  });

  it('is not who stands before the runner, whose ankles the model lets tremble with every step', () => {
    for (const seed of SEEDS) {
      const coach = standing(runner(seed + 50, 'left', 400), seed);
      const { left_ankle: left, right_ankle: right } = coach.landmarks;
      const stepHz = (150 + 2 * (seed % 20)) / 60;
      coach.timeS.forEach((timeS, t) => {
        right.x[t] = left.x[t]! + 200 + 12 * Math.sin(2 * Math.PI * stepHz * timeS);
      });
      expect(chooseRunner([coach, runner(seed)])).toMatchObject({
        chosen: 1,
        why: 'the only one whose feet keep a running rhythm',
      });
    }
  });

  it('is the runner rather than the image in a mirror', () => {
    for (const seed of SEEDS) {
      const real = runner(seed, 'rear');
      const { chosen, why } = chooseRunner([mirrored(real, 0.7), real]);
      expect(chosen).toBe(1);
      expect(why).toContain('mirror');
    }
  });

  it('is who moves their feet most in slow motion that was not told, and that is not sure', () => {
    for (const seed of SEEDS) {
      const coach = standing(runner(seed + 50, 'left', 400), seed);
      const found = chooseRunner([coach, slowed(runner(seed), 5)]);
      expect(found).toMatchObject({ chosen: 1, sure: false });
      expect(found.why).toContain('moves them most');
    }
  });

  it('is the larger of two who run each at their own pace, and that is not sure', () => {
    const pair = [runner(2), runner(12, 'left', 320)].map((track, k) => movedBy(track, 700 * k));
    expect(chooseRunner(pair)).toMatchObject({ chosen: 1, sure: false, why: 'the largest of 2 who run' });
  });

  it('counts nobody twice, and nobody who is hardly ever seen', () => {
    const [one, other] = [runner(3), movedBy(runner(4), 900)];
    for (const name of LANDMARK_NAMES) other.landmarks[name].x.fill(NaN, 15);
    expect(chooseRunner([one, movedBy(one, 8), other])).toMatchObject({
      chosen: 0,
      sure: true,
      why: 'the only person',
    });
  });

  it('is the largest where nobody runs, and nobody where nobody is seen', () => {
    const [small, large] = [standing(runner(1, 'left', 200), 1), standing(runner(2, 'left', 300), 2)];
    expect(chooseRunner([small, large])).toMatchObject({ chosen: 1 });
    expect(chooseRunner([]).chosen).toBe(-1);
  });
});
