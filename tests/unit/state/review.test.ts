import { describe, expect, it } from 'vitest';
import { ClockPicture } from '../../../src/state/clock-picture';
import { Review } from '../../../src/state/review.svelte';
import { measuredClip } from './measured-clip';

function reviewed() {
  const review = new Review(measuredClip(new File([], 'a.mp4')));
  review.player.attach(new ClockPicture(review.player));
  return review;
}

describe('the review', () => {
  it('goes to the first frame of a stride, and knows that the stride is shown', () => {
    const review = reviewed();
    const [left, right] = review.strides;
    expect(review.isShown(left!)).toBe(false);
    review.seekToStride(left!);
    expect(review.player.frame).toBe(1);
    expect([review.isShown(left!), review.isShown(right!)]).toEqual([true, false]);
  });

  it('finds the stride nearest to the mean, and none for what was not measured', () => {
    const review = reviewed();
    expect(review.typicalStride('trunkLeanMeanDeg')?.side).toBe('right');
    expect(review.typicalStride('pelvicDropPeakDeg')).toBeNull();
  });

  it('ends where the clip ends, not where its last frame begins', () => {
    expect(reviewed().player.endS).toBe(3);
  });
});
