/** What a column of pixels shows of a series: its least and greatest value, in the order in which they came; x = column. */
export interface Column {
  x: number;
  values: readonly number[];
}

/**
 * Brings a series to the width of a screen: for every column of pixels the least and the greatest value, so that no peak is
 * lost and an hour draws as fast as a second. Linear time. `xOf` gives the column of frame t and must not fall; NaN breaks the line
 * (a column without values is answered with none).
 */
export function decimate(values: Float32Array, xOf: (frame: number) => number): Column[] {
  const columns: Column[] = [];
  let [x, least, greatest] = [NaN, -1, -1];
  for (let frame = 0; frame < values.length; frame++) {
    const column = Math.floor(xOf(frame));
    if (column !== x) {
      if (frame > 0) columns.push({ x, values: extremes(values, least, greatest) });
      [x, least, greatest] = [column, -1, -1];
    }
    const value = values[frame]!;
    if (Number.isNaN(value)) continue;
    if (least < 0 || value < values[least]!) least = frame;
    if (greatest < 0 || value > values[greatest]!) greatest = frame;
  }
  if (values.length > 0) columns.push({ x, values: extremes(values, least, greatest) });
  return columns;
}

function extremes(values: Float32Array, least: number, greatest: number): number[] {
  if (least < 0) return [];
  if (values[least] === values[greatest]) return [values[least]!];
  return [Math.min(least, greatest), Math.max(least, greatest)].map((frame) => values[frame]!);
}
