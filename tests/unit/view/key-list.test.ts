import { expect, it } from 'vitest';
import { KEY_LIST } from '../../../src/view/controls/key-list';
import { PLAYER_KEYS } from '../../../src/view/player/actions';

it('names every key of the player, and none that it has not', () => {
  const listed = KEY_LIST.filter(({ screen }) => screen === 'review').map(({ id }) => id);
  expect(new Set(PLAYER_KEYS.map(({ id }) => id))).toEqual(new Set(listed));
});
