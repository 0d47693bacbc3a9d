import { describe, expect, it } from 'vitest';
import { lockPhases, timeAt } from '../../../src/compare/phase-lock';
import { closestStrides, shownAtPct } from '../../../src/compare/stride-pair';
import { findContacts } from '../../../src/gait/contacts';
import { findStrides } from '../../../src/gait/strides';
import { syntheticRun } from '../../truth/synthetic-runner';

function filmed(changes: Parameters<typeof syntheticRun>[0]) {
  const { track } = syntheticRun({ durationS: 12, noise: 0.002, ...changes });
  const { contacts } = findContacts(track, 'left');
  return { contacts, strides: findStrides(contacts), timeS: track.timeS };
}

describe('the strides that are played against each other', () => {
  it.each([
    [60, 60],
    [60, 50],
    [30, 60],
    [240, 30],
  ])(
    'both feet touch down on screen within 1 per cent of the stride of each other, %i and %i fps',
    (fpsA, fpsB) => {
      const before = filmed({ fps: fpsA, cadenceSpm: 163 });
      const after = filmed({ fps: fpsB, cadenceSpm: 179, contactTimeS: 0.23, seed: 7 });
      const lock = lockPhases(before, after)!;
      const [i, j] = closestStrides(lock, [before.timeS, after.timeS]);
      const [mine, its] = [lock.takes[0].counted[i]!, lock.takes[1].counted[j]!];
      for (const percent of [0, lock.otherContactPct]) {
        const apart = shownAtPct(mine, percent, before.timeS) - shownAtPct(its, percent, after.timeS);
        expect(Math.abs(apart)).toBeLessThan(1);
      }
    },
  );

  it('a contact shows at the first frame that is not before it', () => {
    const take = filmed({ fps: 60 });
    const { takes } = lockPhases(take, take)!;
    const stride = takes[0].counted[3]!;
    const frameS = timeAt(takes[0], { stride: 3, percent: shownAtPct(stride, 0, take.timeS) });
    expect(frameS).toBeGreaterThanOrEqual(stride.startS - 1e-6);
    expect(frameS - stride.startS).toBeLessThan(1 / 60);
  });
});
