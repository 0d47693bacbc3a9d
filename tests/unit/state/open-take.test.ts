import { describe, expect, it } from 'vitest';
import type { RunAnalysis } from '../../../src/analysis/run-analysis';
import { ClockPicture } from '../../../src/state/clock-picture';
import { OpenTake, type Reanalyse } from '../../../src/state/open-take.svelte';
import { measuredTake } from './measured-take';

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
