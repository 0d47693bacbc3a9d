import { seededRandom } from './seeded-random';

/** Deals `second` of the strides to the second group, again and again: rows of 0 and 1, by a seeded partial Fisher–Yates shuffle. */
export function dealer(strides: number, second: number, seed: number): (rows: number) => Float32Array {
  const random = seededRandom(seed);
  const deck = Int32Array.from({ length: strides }, (_, i) => i);
  return (rows) => {
    const groups = new Float32Array(rows * strides);
    for (let row = 0; row < rows; row++) {
      for (let i = 0; i < second; i++) {
        const j = i + Math.floor(random() * (strides - i));
        const card = deck[j]!;
        deck[j] = deck[i]!;
        deck[i] = card;
        groups[row * strides + card] = 1;
      }
    }
    return groups;
  };
}
