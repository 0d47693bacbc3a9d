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
  const sorted = new Float64Array(2 * half + 1);
  const outliers: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]) || nearMedian(values, i, half, floor)) continue;
    const count = sortedWindow(values, i - half, i + half, sorted);
    const median = middle(sorted, count);
    const deviation = Math.abs(values[i]! - median);
    if (deviation > floor && deviation > threshold * MAD_TO_SD * madOf(sorted, count, median))
      outliers.push(i);
  }
  // Only now, so that one outlier does not shrink the window of the next sample.
  for (const i of outliers) values[i] = NaN;
  return outliers.length;
}

/** True where the window's median lies within `floor` of the sample: most of the window is not above it, and most not below. No sorting. */
function nearMedian(values: Float64Array, i: number, half: number, floor: number): boolean {
  if (i < half || i + half >= values.length) return false;
  const high = values[i]! + floor;
  const low = values[i]! - floor;
  let notAbove = 0;
  let notBelow = 0;
  for (let k = i - half; k <= i + half; k++) {
    if (values[k]! <= high) notAbove++;
    if (values[k]! >= low) notBelow++;
  }
  return notAbove > half && notBelow > half;
}

/** Insertion sort of the numbers among values[from..to] into `sorted`; returns how many there are. */
function sortedWindow(values: Float64Array, from: number, to: number, sorted: Float64Array): number {
  let count = 0;
  const last = Math.min(values.length - 1, to);
  for (let i = Math.max(0, from); i <= last; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    let place = count++;
    for (; place > 0 && sorted[place - 1]! > value; place--) sorted[place] = sorted[place - 1]!;
    sorted[place] = value;
  }
  return count;
}

function middle(sorted: Float64Array, count: number): number {
  const half = count >> 1;
  return count % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** Median of |value − median|: the deviations grow outwards from the median, so two pointers walk outwards. */
function madOf(sorted: Float64Array, count: number, median: number): number {
  let above = count >> 1;
  let below = above - 1;
  let deviation = 0;
  for (let taken = 0; taken <= count >> 1; taken++) {
    const up = above < count ? sorted[above]! - median : Infinity;
    const down = below >= 0 ? median - sorted[below]! : Infinity;
    if (up <= down) above++;
    else below--;
    deviation = Math.min(up, down);
  }
  return deviation;
}
