import { beforeAll, describe, expect, it } from 'vitest';
import { analyseRun } from '../../../src/analysis/analyse-run';
import { NO_CORRECTIONS } from '../../../src/analysis/run-analysis';
import { ClockPicture } from '../../../src/state/clock-picture';
import { CommonStride } from '../../../src/state/common-stride.svelte';
import { OpenTake } from '../../../src/state/open-take.svelte';
import { recordingOf } from '../../truth/recording-of';
import { type RunnerOptions, syntheticRun } from '../../truth/synthetic-runner';
import { useBackend } from '../../rig/backends';

beforeAll(() => useBackend('wasm'));

const keep = () => Promise.reject(new Error('not asked for'));

async function opened(run: Partial<RunnerOptions>): Promise<OpenTake> {
  const recording = recordingOf(syntheticRun({ view: 'rear', durationS: 12, ...run }).track);
  const analysis = await analyseRun(recording, NO_CORRECTIONS);
  const take = new OpenTake(
    { take: { id: 'a', recording, corrections: NO_CORRECTIONS, clip: null }, analysis },
    keep,
  );
  take.player.attach(new ClockPicture(take.player));
  return take;
}

/** The percent at which each take's screen first shows a contact of the foot, as the common percent goes from 0 to 100. */
function touchdowns(stride: CommonStride): number[] {
  const { otherContactPct, takes } = stride.lock;
  return ([0, 1] as const).map((k) => {
    const { player, analysis } = stride.takes[k];
    const atS = analysis.contacts.map(({ initialContactS }) => initialContactS);
    expect(takes[k].counted.length).toBeGreaterThan(5);
    let before = stride.frameOf(k, otherContactPct - 10);
    for (let percent = otherContactPct - 10; percent < otherContactPct + 10; percent += 0.1) {
      stride.seek(percent);
      const { frame, shownS, timeS } = player;
      expect(frame).toBe(stride.frameOf(k, percent));
      if (frame !== before && atS.some((s) => s <= shownS + 1e-6 && s > timeS[before]! + 1e-6))
        return percent;
      before = frame;
    }
    return NaN;
  });
}

describe('one stride of two takes', () => {
  it('touches down on both screens within 1 % of the stride, whatever cadence and frame rate', async () => {
    const before = await opened({ cadenceSpm: 162, seed: 3 });
    const after = await opened({ cadenceSpm: 178, fps: 120, startS: 4, seed: 4 });
    const stride = CommonStride.of(before, after)!;
    const [mine, its] = touchdowns(stride);
    expect(Math.abs(mine! - its!)).toBeLessThan(1);
  });

  it('shows both the frame of its percent, stays within the stride, and knows where the foot leaves the belt', async () => {
    const stride = CommonStride.of(await opened({ seed: 5 }), await opened({ cadenceSpm: 176, seed: 6 }))!;
    stride.seek(140);
    expect(stride.percent).toBe(100);
    stride.seek(35.2);
    stride.step(1);
    expect(stride.percent).toBe(36);
    stride.takes.forEach(({ player }, k) => {
      expect(player.frame).toBe(stride.frameOf(k as 0 | 1, 36));
    });
    // 0.25 s of a stride of 0.714 s.
    expect(stride.toeOffPct).toBeGreaterThan(31);
    expect(stride.toeOffPct).toBeLessThan(40);
    // The ghost stands where the front's frame stands, within a frame.
    expect(Math.abs(stride.frameBeside(0) - stride.takes[1].player.frame)).toBeLessThanOrEqual(2);
  });

  it('is refused where nobody runs', async () => {
    const standing = await opened({ durationS: 1 });
    expect(CommonStride.of(standing, await opened({}))).toBeNull();
  });
});
