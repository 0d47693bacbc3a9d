import { expect, it } from 'vitest';
import { cutOffTapes } from '../../../src/view/start/cut-off';

const START = new Date(2026, 10, 23, 14, 32).getTime();
const take = {
  id: 'a',
  tapeId: 'tape',
  startedAtMs: START,
  viewHint: null,
  mimeType: 'video/webm',
  pieces: 96,
  bytes: 1,
  seconds: 48.2,
  ended: false,
};
const soon = START + 60_000;

it('a recording that was cut off says when it was and how long', () => {
  expect(cutOffTapes([take], soon)).toEqual([
    {
      tapeId: 'tape',
      ids: ['a'],
      sentence: 'A recording from 14:32 was cut off after 48 s. What was filmed until then is kept.',
      name: 'the recording from 14:32',
    },
  ]);
  const [dayAfter] = cutOffTapes([{ ...take, seconds: 125 }], START + 86_400_000);
  expect(dayAfter?.sentence).toMatch(/^A recording from 23 Nov 2026, 14:32 was cut off after 2 min 5 s\./);
});

it('one that came to its end is not said to be cut off; takes of one session stand together, in order', () => {
  const rear = { ...take, id: 'b', startedAtMs: START + 5000, viewHint: 'rear' as const, ended: true };
  const side = { ...take, viewHint: 'left' as const, ended: true };
  const other = { ...take, id: 'c', tapeId: 'other' };
  const [both, one] = cutOffTapes([rear, side, other], soon);
  expect(both).toMatchObject({
    ids: ['a', 'b'],
    sentence: '2 recordings from 14:32 (left side + from behind, 1 min 36 s) have not been analysed yet.',
    name: 'the recordings from 14:32',
  });
  expect(one?.ids).toEqual(['c']);
  expect(cutOffTapes([{ ...rear, ended: false }, side], soon)[0]?.sentence).toMatch(/broke off\./);
});
