import { describe, expect, it } from 'vitest';
import type { RunAnalysis } from '../../../src/analysis/run-analysis';
import { ClockPicture } from '../../../src/state/clock-picture';
import { OpenTake, type Reanalyse } from '../../../src/state/open-take.svelte';
import { measuredTake } from '../../truth/measured-take';

const never: Reanalyse = () => Promise.reject(new Error('The analysis broke.'));

function opened(reanalyse = never) {
  const take = new OpenTake(measuredTake(new File([], 'a.mp4')), reanalyse);
  take.player.attach(new ClockPicture(take.player));
  return take;
}

describe('a take on the table', () => {
  it('goes to the first frame of a stride, and knows that the stride is shown', () => {
    const take = opened();
    const [left, right] = take.strides;
    expect(take.isShown(left!)).toBe(false);
    take.seekToStride(left!);
    expect(take.player.frame).toBe(1);
    expect([take.isShown(left!), take.isShown(right!)]).toEqual([true, false]);
  });

  it('finds the stride nearest to the mean, and none for what was not measured', () => {
    const take = opened();
    expect(take.typicalStride('trunkLeanMeanDeg')?.side).toBe('right');
    expect(take.typicalStride('pelvicDropPeakDeg')).toBeNull();
  });

  it('finds the worst stride: the most extended trunk, the deepest drop, never one that does not count', () => {
    const clip = measuredTake(new File([], 'a.mp4'));
    const [left, right] = clip.analysis.strides;
    left!.values.pelvicDropPeakDeg = 3;
    right!.values.pelvicDropPeakDeg = 8;
    const take = new OpenTake(clip, never);
    expect(take.worstStride('trunkLeanMeanDeg')?.side).toBe('left');
    expect(take.worstStride('pelvicDropPeakDeg')?.side).toBe('right');
    right!.excluded = 'Taken out by hand.';
    expect(take.worstStride('pelvicDropPeakDeg')?.side).toBe('left');
    left!.values.pelvicDropPeakDeg = NaN;
    expect(take.worstStride('pelvicDropPeakDeg')).toBeNull();
  });

  it('shows a headline where it is seen: lean at midstance, drop at its deepest in the stance', () => {
    const clip = measuredTake(new File([], 'a.mp4'));
    // Frames 2.0, 2.1 … 2.9 s; the left stance is 2.05–2.30 s, and the drop is greatest in its second frame.
    clip.analysis.series.pelvicDropDeg = {
      left: Float32Array.of(9, 1, 5, 4, -9, 9, 0, 0, 0, 0),
      right: new Float32Array(10).fill(NaN),
    };
    const take = new OpenTake(clip, never);
    take.player.attach(new ClockPicture(take.player));
    take.showIn(take.strides[0]!, 'pelvicDropPeakDeg');
    expect(take.player.frame).toBe(2);
    take.showIn(take.strides[1]!, 'trunkLeanMeanDeg');
    expect(take.player.shownS).toBeCloseTo(2.4, 9);
  });

  it('ends where the clip ends, not where its last frame begins', () => {
    expect(opened().player.endS).toBe(3);
  });

  it('shows the numbers of the last correction, whatever order the answers come in', async () => {
    const answers: ((analysis: RunAnalysis) => void)[] = [];
    const take = opened(() => new Promise((resolve) => answers.push(resolve)));
    const { analysis } = take;
    const first = take.correct({ cameraRollDeg: 1 });
    const second = take.correct({ view: 'right' });
    answers[1]!({ ...analysis, cameraRollDeg: 1, view: 'right' });
    answers[0]!({ ...analysis, cameraRollDeg: 1, view: 'left' });
    await Promise.all([first, second]);
    expect(take.corrections).toMatchObject({ cameraRollDeg: 1, view: 'right' });
    expect(take.analysis).toMatchObject({ cameraRollDeg: 1, view: 'right' });
  });

  it('stands as it was where the analysis breaks', async () => {
    const take = opened();
    await expect(take.correct({ view: 'rear' })).rejects.toThrow('broke');
    expect([take.corrections.view, take.analysis.view]).toEqual(['auto', 'left']);
  });
});
