import { beforeAll, describe, expect, it } from 'vitest';
import { analyseRun } from '../../../src/analysis/analyse-run';
import { NO_CORRECTIONS } from '../../../src/analysis/run-analysis';
import { NO_FACTS } from '../../../src/analysis/session';
import { phaseAt } from '../../../src/gait/phase';
import type { Picture } from '../../../src/state/player.svelte';
import { Review } from '../../../src/state/review.svelte';
import { recordingOf } from '../../truth/recording-of';
import { type RunnerOptions, syntheticRun } from '../../truth/synthetic-runner';
import { useBackend } from '../../rig/backends';

beforeAll(() => useBackend('wasm'));

const card = { id: 's', runner: null, title: '', filmedAtMs: 0, facts: NO_FACTS };
const keep = () => Promise.reject(new Error('not asked for'));

async function measured(id: string, options: Partial<RunnerOptions>) {
  const recording = recordingOf(syntheticRun({ durationS: 10, ...options }).track);
  const analysis = await analyseRun(recording, NO_CORRECTIONS);
  return { take: { id, recording, corrections: NO_CORRECTIONS, clip: null }, analysis };
}

/** Shows at once what it is told; when it plays, the test turns the film. */
class ObedientPicture implements Picture {
  speed = 0;
  shown: number[] = [];
  readonly #player: Review['front']['player'];
  constructor(player: Review['front']['player']) {
    this.#player = player;
  }
  show(frame: number) {
    this.shown.push(frame);
    this.#player.pictureShows(frame);
    this.#player.pictureSettled();
  }
  play(speed: number) {
    this.speed = speed;
  }
  pause() {
    this.speed = 0;
  }
}

/** A side and a rear clip of one runner at two cadences and frame rates, on the table. */
async function twoTakes() {
  const review = new Review(
    card,
    [
      await measured('side', { view: 'left', cadenceSpm: 160, fps: 60 }),
      await measured('rear', { view: 'rear', cadenceSpm: 176, fps: 50, startS: 2.2, seed: 2 }),
    ],
    keep,
  );
  const [side, rear] = review.takes as [Review['front'], Review['front']];
  const pictures = [side, rear].map(({ player }) => {
    const picture = new ObedientPicture(player);
    player.attach(picture);
    return picture;
  }) as [ObedientPicture, ObedientPicture];
  return { review, side, rear, pictures };
}

const phaseOf = ({ analysis, player }: Review['front']) => phaseAt(analysis.contacts, player.shownS);

describe('two clips of a session', () => {
  it('show the same phase of the stride, whichever frame the front one is sent to', async () => {
    const { review, side, rear } = await twoTakes();
    const middle = (take: typeof side) => {
      const phase = phaseOf(take);
      return phase?.phase === 'midstance' ? phase.side : null;
    };
    let compared = 0;
    for (let frame = 60; frame < 500; frame += 7) {
      side.player.seekToFrame(frame);
      if (!review.isInStep(rear) || middle(side) === null) continue;
      compared++;
      // A frame of the rear clip is 20 ms, an eighth of a stance: the very edge of midstance may be crossed.
      const near = [-0.03, 0, 0.03].map((s) => phaseAt(rear.analysis.contacts, rear.player.shownS + s));
      expect(near).toContainEqual({ phase: 'midstance', side: middle(side) });
    }
    expect(compared).toBeGreaterThan(5);
  });

  it('change places: the one brought to the front leads from where it stands', async () => {
    const { review, side, rear } = await twoTakes();
    side.player.seekToFrame(200);
    const before = rear.player.frame;
    expect(before).toBeGreaterThan(0);
    review.bringNextToFront();
    expect(review.front).toBe(rear);
    expect(rear.player.frame).toBe(before);
    expect(review.metricInFocus).toBe('pelvicDropPeakDeg');
    rear.player.step(10);
    expect(side.player.frame).toBeGreaterThan(200);
  });

  it('play along at the pace of their strides, within 30 ms of one another, and stand together', async () => {
    const { side, rear, pictures } = await twoTakes();
    const [, rearPicture] = pictures;
    side.player.seekToFrame(120);
    side.player.play();
    let rearS = rear.player.shownS;
    const speeds: number[] = [];
    for (let frame = 121; frame < 400; frame++) {
      side.player.pictureShows(frame);
      if (rearPicture.shown.length > 0) {
        rearS = rear.player.timeS[rearPicture.shown.at(-1)!]!;
        rearPicture.shown = [];
      }
      rearS += rearPicture.speed / 60;
      rear.player.pictureShows(rear.player.timeS.findLastIndex((t) => t <= rearS));
      speeds.push(rearPicture.speed);
    }
    const mean = speeds.reduce((sum, speed) => sum + speed, 0) / speeds.length;
    expect(mean).toBeCloseTo(160 / 176, 1);
    const ran = rear.player.shownS;
    side.player.pause();
    expect(rearPicture.speed).toBe(0);
    expect(Math.abs(rear.player.shownS - ran)).toBeLessThan(0.03);
  });
});
