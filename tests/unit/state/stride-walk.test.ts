import { describe, expect, it } from 'vitest';
import { ClockPicture } from '../../../src/state/clock-picture';
import { frameAt } from '../../../src/state/frame-times';
import { Player } from '../../../src/state/player.svelte';
import { StrideWalk } from '../../../src/state/stride-walk.svelte';
import type { RunAnalysis } from '../../../src/analysis/run-analysis';
import { findStrides } from '../../../src/gait/strides';
import { tableOf } from '../../../src/metrics/registry';
import { syntheticRun } from '../../truth/synthetic-runner';

function walking(fps: number, view: RunAnalysis['view'] = 'left') {
  const { track, contacts } = syntheticRun({ fps, durationS: 8, startS: 1.3, stepTimeSdS: 0.01 });
  const strides = findStrides(contacts).map((stride) => ({ ...stride, values: tableOf(() => NaN) }));
  const player = new Player(track.timeS, 9.3);
  const walk = new StrideWalk(player, () => ({ strides, view }));
  player.attach(new ClockPicture(player));
  return { player, walk, strides };
}

/** Share of the shown stride that has passed, 0–1. */
function shareOf({ player, walk }: ReturnType<typeof walking>): number {
  const { startS, endS } = walk.shown!;
  return (player.shownS - startS) / (endS - startS);
}

describe('stride by stride', () => {
  it.each([30, 60, 240])(
    'comes to the same share of the next stride, within half a frame at %i fps',
    (fps) => {
      const clip = walking(fps);
      const { player, walk } = clip;
      player.seekToTime(walk.strides[2]!.startS + 0.2);
      const share = shareOf(clip);
      for (let number = 4; number <= 8; number++) {
        walk.step(1);
        expect(walk.numberOf(walk.shown!)).toBe(number);
        expect(Math.abs(shareOf(clip) - share) * 0.71).toBeLessThanOrEqual(0.51 / fps);
      }
    },
  );

  it('comes back to the frame where it set out, there and back any number of times', () => {
    const { player, walk } = walking(30);
    for (const set of [0, 0.1, 0.33, 0.6, 0.7]) {
      player.seekToTime(walk.strides[3]!.startS + set);
      const { frame } = player;
      for (const by of [1, 1, 1, -1, -1, 1, -1, -1]) walk.step(by);
      expect(player.frame).toBe(frame);
    }
  });

  it('never leaves the strides: it stays in the first and in the last, and enters them from outside', () => {
    const { player, walk } = walking(60);
    player.seekToFrame(0);
    expect(walk.shown).toBeNull();
    walk.step(1);
    expect(walk.numberOf(walk.shown!)).toBe(1);
    walk.step(-1);
    expect(walk.numberOf(walk.shown!)).toBe(1);
    player.seekToFrame(player.frames - 1);
    walk.step(-1);
    expect(walk.numberOf(walk.shown!)).toBe(walk.strides.length);
    walk.step(1);
    expect(walk.numberOf(walk.shown!)).toBe(walk.strides.length);
  });

  it('walks the foot nearer to the camera, and the other when its stride is chosen', () => {
    expect(walking(60, 'left').walk.side).toBe('left');
    expect(walking(60, 'right').walk.side).toBe('right');
    const { walk, strides } = walking(60, 'rear');
    const right = strides.find(({ side }) => side === 'right')!;
    walk.goTo(right, right.startS);
    expect([walk.side, walk.shown]).toEqual(['right', right]);
  });

  it('shows no frame outside the stride that was asked for, though its ends lie between frames', () => {
    const { player, walk, strides } = walking(30);
    for (const stride of strides) {
      for (const timeS of [stride.startS, stride.endS]) {
        walk.goTo(stride, timeS);
        expect(player.shownS).toBeGreaterThanOrEqual(stride.startS);
        expect(player.shownS).toBeLessThan(stride.endS);
      }
    }
  });
});

describe('a loop', () => {
  it('is the stride on the screen, from its first frame to its last', () => {
    const { player, walk } = walking(60);
    const stride = walk.strides[4]!;
    player.seekToTime((stride.startS + stride.endS) / 2);
    walk.toggleLoop();
    const { first, last } = player.loop!;
    expect(walk.looped).toBe(stride);
    expect(player.timeS[first - 1]).toBeLessThan(stride.startS);
    expect(player.timeS[first]).toBeGreaterThanOrEqual(stride.startS);
    expect(player.timeS[last]).toBeLessThan(stride.endS);
    expect(player.timeS[last + 1]).toBeGreaterThanOrEqual(stride.endS);
    walk.toggleLoop();
    expect([player.loop, walk.looped]).toEqual([null, null]);
  });

  it('comes along to the stride that is gone to', () => {
    const { player, walk } = walking(60);
    walk.step(1);
    walk.toggleLoop();
    walk.step(1);
    expect(walk.looped).toBe(walk.strides[1]);
    expect(player.loop?.first).toBe(frameAt(player.timeS, walk.strides[1]!.startS) + 1);
  });

  it('takes the next stride where none is shown', () => {
    const { player, walk } = walking(60);
    player.seekToFrame(0);
    walk.toggleLoop();
    expect(walk.looped).toBe(walk.strides[0]);
  });
});
