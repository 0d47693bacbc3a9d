/** Median absolute deviation × 1.4826 = standard deviation of a normal distribution. */
const MAD_TO_SD = 1.4826;

/**
 * Finds samples that leave their neighbourhood (Hampel identifier) and sets them to NaN in place; returns how many.
 * `values` [n]; missing samples (NaN) are passed over. A sample is an outlier when it differs from the median of the
 * `window` samples around it by more than `threshold` scaled median deviations, and by more than `floor` (same unit as the values).
 * Linear time: the window is a small constant.
 */
export function removeOutliers(
  values: Float64Array,
  window: number,
  threshold: number,
  floor: number,
): number {
  const half = Math.floor(window / 2);
  const sorted = new SortedWindow(2 * half + 1);
  const outliers: number[] = [];
  for (let i = 0; i < Math.min(half, values.length); i++) sorted.add(values[i]!);
  for (let i = 0; i < values.length; i++) {
    if (i + half < values.length) sorted.add(values[i + half]!);
    if (i > half) sorted.remove(values[i - half - 1]!);
    const deviation = Math.abs(values[i]! - sorted.median());
    // NaN deviates by NaN and passes both comparisons as "not more".
    if (deviation > floor && deviation > threshold * MAD_TO_SD * sorted.medianDeviation()) outliers.push(i);
  }
  // Only now, so that one outlier does not shrink the window of the next sample.
  for (const i of outliers) values[i] = NaN;
  return outliers.length;
}

/** The numbers of a moving window in order; NaNs are not kept. */
class SortedWindow {
  #sorted: Float64Array;
  #count = 0;

  constructor(size: number) {
    // One more than the window: a sample comes in before the oldest leaves.
    this.#sorted = new Float64Array(size + 1);
  }

  add(value: number): void {
    if (Number.isNaN(value)) return;
    let place = this.#count++;
    while (place > 0 && this.#sorted[place - 1]! > value) {
      this.#sorted[place] = this.#sorted[place - 1]!;
      place--;
    }
    this.#sorted[place] = value;
  }

  remove(value: number): void {
    if (Number.isNaN(value)) return;
    let place = 0;
    while (this.#sorted[place] !== value) place++;
    this.#count--;
    for (; place < this.#count; place++) this.#sorted[place] = this.#sorted[place + 1]!;
  }

  median(): number {
    const half = this.#count >> 1;
    if (this.#count % 2 === 1) return this.#sorted[half]!;
    return this.#count === 0 ? NaN : (this.#sorted[half - 1]! + this.#sorted[half]!) / 2;
  }

  /** Median of |value − median|: the deviations grow outwards from the median, so two pointers walk outwards. */
  medianDeviation(): number {
    const median = this.median();
    let above = this.#count >> 1;
    let below = above - 1;
    let deviation = 0;
    for (let taken = 0; taken <= this.#count >> 1; taken++) {
      const up = above < this.#count ? this.#sorted[above]! - median : Infinity;
      const down = below >= 0 ? median - this.#sorted[below]! : Infinity;
      if (up <= down) above++;
      else below--;
      deviation = Math.min(up, down);
    }
    return deviation;
  }
}
