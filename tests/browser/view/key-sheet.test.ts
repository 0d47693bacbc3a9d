import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import KeySheet from '../../../src/view/controls/KeySheet.svelte';
import { KEY_LIST } from '../../../src/view/controls/key-list';

const behind = vi.fn<(event: KeyboardEvent) => void>();
let sheet: Record<string, unknown>;
let field: HTMLInputElement;

beforeEach(() => {
  behind.mockClear();
  window.addEventListener('keydown', behind);
  field = document.body.appendChild(document.createElement('input'));
  sheet = mount(KeySheet, { target: document.body });
  flushSync();
});
afterEach(async () => {
  window.removeEventListener('keydown', behind);
  field.remove();
  await unmount(sheet);
});

const dialog = () => page.getByRole('dialog', { name: 'Keys' });

it('opens with “?”, names every key once, and keeps keys from the screen behind it', async () => {
  await userEvent.keyboard('?');
  await expect.element(dialog()).toBeVisible();
  const text = dialog().element().textContent;
  for (const { words } of KEY_LIST) expect(text.split(words).length - 1, words).toBeGreaterThanOrEqual(1);
  expect(new Set(KEY_LIST.map(({ id }) => id)).size).toBe(KEY_LIST.length);
  behind.mockClear();
  await userEvent.keyboard('{ArrowRight}[[');
  expect(behind).not.toHaveBeenCalled();
  await userEvent.keyboard('?');
  await expect.element(dialog()).not.toBeInTheDocument();
  await userEvent.keyboard('{ArrowRight}');
  expect(behind).toHaveBeenCalledOnce();
});

it('leaves “?” to a field that is being written in', async () => {
  field.focus();
  await userEvent.keyboard('?');
  expect(field.value).toBe('?');
  expect(dialog().elements()).toEqual([]);
});
