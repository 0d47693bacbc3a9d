import { expect, it } from 'vitest';
import { earlierPainOf, lesserPain } from '../../../src/state/earlier-pain';

const past = (id: string, filmedAtMs: number, pain: number | null, runnerId: string | null = 'ada') => ({
  ...{ id, runnerId, filmedAtMs },
  facts: { pain },
});
const runner = { id: 'ada', name: 'Ada', note: '' };

it('is the last session of the same runner in which pain was said', () => {
  const sessions = [past('d', 40, 9), past('c', 30, null), past('b', 20, 4), past('a', 10, 1)];
  expect(earlierPainOf(sessions, { id: 'now', runner, filmedAtMs: 35 })).toEqual({ pain: 4, atMs: 20 });
  expect(earlierPainOf(sessions, { id: 'b', runner, filmedAtMs: 20 })).toEqual({ pain: 1, atMs: 10 });
});

it('is nobody else’s, and nothing where nobody said who runs', () => {
  const sessions = [past('a', 10, 1, 'ben'), past('b', 10, 1, null)];
  expect(earlierPainOf(sessions, { id: 'now', runner, filmedAtMs: 35 })).toBeNull();
  expect(earlierPainOf(sessions, { id: 'now', runner: null, filmedAtMs: 35 })).toBeNull();
});

it('of two looks back, the lesser pain is the one that it rose from', () => {
  const [low, high] = [
    { pain: 1, atMs: 1 },
    { pain: 3, atMs: 2 },
  ];
  expect([lesserPain(low, high), lesserPain(high, low), lesserPain(null, high)]).toEqual([low, low, high]);
  expect([lesserPain(high, null), lesserPain(null, null)]).toEqual([high, null]);
});
