import type { FlatTable } from './flatbuffer';

/**
 * How a sparse tensor's values are laid out. Source: `SparsityParameters` and `DimensionMetadata` in
 * tensorflow/lite/schema/schema.fbs. The tensor's dimensions, and after them the dimensions inside a block, are walked
 * in `traversalOrder`; each level either visits every index (dense) or only those listed (sparse, compressed rows).
 */
export interface Sparsity {
  traversalOrder: number[];
  /** For each block dimension, the tensor dimension that it divides. */
  blockMap: number[];
  /** One per entry of `traversalOrder`. */
  levels: SparsityLevel[];
  /** Where it stands in the file, for errors. */
  table: FlatTable;
}

type SparsityLevel =
  | { dense: true; size: number }
  /** Row r of the level above owns `indices[segments[r]] … indices[segments[r + 1] − 1]`. */
  | { dense: false; segments: number[]; indices: number[] };

export function readSparsity(table: FlatTable): Sparsity {
  const levels = table.tables(2).map((level): SparsityLevel => {
    const format = level.i8(0);
    if (format === 0) return { dense: true, size: level.i32(1) };
    if (format !== 1) throw level.error(`sparse dimension format ${format} is not supported`);
    return { dense: false, segments: readIndices(level, 2), indices: readIndices(level, 4) };
  });
  return { traversalOrder: table.i32s(0), blockMap: table.i32s(1), levels, table };
}

/** `union SparseIndexVector { Int32Vector, Uint16Vector, Uint8Vector }`: its kind at `field`, its value after it. */
function readIndices(level: FlatTable, field: number): number[] {
  const kind = level.u8(field);
  const vector = level.table(field + 1);
  if (vector === null) throw level.error('a sparse dimension lacks its indices');
  if (kind === 1) return vector.i32s(0);
  if (kind === 2) return vector.u16s(0);
  if (kind === 3) return Array.from(vector.bytes(0));
  throw level.error(`sparse index kind ${kind} is not supported`);
}

/**
 * Spreads a sparse tensor's values over its full shape; what is not listed is 0.
 * Values and result are little-endian elements of `bytesPerElement` bytes in row-major order.
 */
export function densify(
  values: Uint8Array,
  shape: readonly number[],
  bytesPerElement: number,
  { traversalOrder, blockMap, levels, table }: Sparsity,
): Uint8Array {
  const rank = shape.length;
  if (levels.length !== rank + blockMap.length || traversalOrder.length !== levels.length) {
    throw table.error(
      `${levels.length} sparse levels do not fit ${rank} dimensions and ${blockMap.length} blocks`,
    );
  }
  const blockSizes = shape.map(() => 1);
  traversalOrder.forEach((dimension, i) => {
    const level = levels[i]!;
    if (dimension < rank) return;
    if (!level.dense) throw table.error('sparse indices inside a block are not supported');
    const divided = blockMap[dimension - rank];
    if (divided === undefined || blockSizes[divided] === undefined)
      throw table.error('its block map is broken');
    blockSizes[divided] *= level.size;
  });

  const result = new Uint8Array(shape.reduce((a, b) => a * b, bytesPerElement));
  const strides = shape.map((_, d) => shape.slice(d + 1).reduce((a, b) => a * b, 1));
  const at = new Array<number>(rank).fill(0);
  let next = 0;

  const put = () => {
    const element = at.reduce((sum, index, d) => sum + index * strides[d]!, 0);
    const from = next * bytesPerElement;
    if (at.some((index, d) => index >= shape[d]!) || from + bytesPerElement > values.length) {
      throw table.error(
        `its sparse indices point outside of the shape [${shape.join(', ')}] or of its values`,
      );
    }
    result.set(values.subarray(from, from + bytesPerElement), element * bytesPerElement);
    next += 1;
  };

  /** Visits level `depth` below row `row`, the position among all rows of the level above. */
  const visit = (depth: number, row: number): void => {
    const level = levels[depth];
    if (level === undefined) {
      put();
      return;
    }
    const walked = traversalOrder[depth]!;
    const dimension = walked < rank ? walked : blockMap[walked - rank]!;
    const scale = walked < rank ? blockSizes[walked]! : 1;
    const base = at[dimension];
    if (base === undefined) throw table.error(`its traversal names dimension ${dimension} of ${rank}`);
    const step = (index: number, below: number) => {
      at[dimension] = base + index * scale;
      visit(depth + 1, below);
    };
    if (level.dense) {
      for (let index = 0; index < level.size; index++) step(index, row * level.size + index);
    } else {
      const [from, to] = [level.segments[row] ?? 0, level.segments[row + 1] ?? 0];
      for (let i = from; i < to; i++) step(level.indices[i] ?? Infinity, i);
    }
    at[dimension] = base;
  };
  visit(0, 0);

  if (next * bytesPerElement !== values.length) {
    throw table.error(
      `it has ${values.length} bytes of values, but its indices place ${next * bytesPerElement}`,
    );
  }
  return result;
}
