import { expect, it } from 'vitest';
import { storageText } from '../../../src/view/start/session-card';
import { dayText, sessionTitle } from '../../../src/view/words';

it('gives the day of a session, and does not guess at one', () => {
  expect([Date.UTC(2026, 10, 12, 12), NaN, 0, -1].map(dayText)).toEqual([
    '12 Nov 2026',
    'date not known',
    'date not known',
    'date not known',
  ]);
});

it('gives the room taken in the unit that fits', () => {
  expect([0, 999_999, 1e6, 412_300_000, 1_240_000_000].map(storageText)).toEqual([
    'less than 1 MB',
    'less than 1 MB',
    '1 MB',
    '412 MB',
    '1.2 GB',
  ]);
});

it('calls a session without a title by its day', () => {
  const card = {
    id: '1',
    runnerId: null,
    runnerName: '',
    filmedAtMs: Date.UTC(2026, 10, 12, 12),
    views: [],
    headline: '',
    hasClip: true,
  };
  expect([sessionTitle({ ...card, title: '' }), sessionTitle({ ...card, title: 'Before' })]).toEqual([
    '12 Nov 2026',
    'Before',
  ]);
});
