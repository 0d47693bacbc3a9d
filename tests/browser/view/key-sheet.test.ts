import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import KeySheet from '../../../src/view/controls/KeySheet.svelte';
import { KEY_LIST } from '../../../src/view/controls/key-list';
import { isSwitchedOff, setLetterKeys } from '../../../src/view/controls/letter-keys';

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
  vi.restoreAllMocks();
  setLetterKeys(true);
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

it('opens again for a hand quicker than the browser, which says later that the sheet was closed', async () => {
  const press = (key: string) =>
    (document.activeElement ?? document.body).dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true }),
    );
  field.blur();
  await userEvent.keyboard('?');
  await expect.element(dialog()).toBeVisible();
  page
    .getByRole('button', { name: 'Close' })
    .element()
    .dispatchEvent(new MouseEvent('click', { bubbles: true }));
  flushSync();
  press('?');
  flushSync();
  await new Promise((resolve) => setTimeout(resolve, 200));
  await expect.element(dialog()).toBeVisible();
});

it('leaves “?” to a field that is being written in', async () => {
  field.focus();
  await userEvent.keyboard('?');
  expect(field.value).toBe('?');
  expect(dialog().elements()).toEqual([]);
});

const PRINTABLE = Array.from({ length: 94 }, (_, k) => String.fromCodePoint(33 + k));
const ALWAYS = [' ', 'Enter', 'Escape', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'Tab'];
const letterSwitch = () => page.getByRole('switch', { name: /^Letter keys/ });

it('switches every letter, figure and sign off and on, and no other key', async () => {
  expect([...PRINTABLE, 'é', ...ALWAYS].filter(isSwitchedOff)).toEqual([]);
  await userEvent.keyboard('?');
  await letterSwitch().click();
  await expect.element(page.getByText('Letter keys: off')).toBeVisible();
  expect([...PRINTABLE, 'é', ...ALWAYS].filter(isSwitchedOff)).toEqual([...PRINTABLE, 'é']);
  const off = KEY_LIST.filter(({ keys }) => keys.every((key) => PRINTABLE.includes(key)));
  expect(dialog().element().querySelectorAll('div.off').length).toBe(off.length);
  expect(dialog().element().textContent.split('(off)').length - 1).toBe(off.length);

  await userEvent.keyboard('?');
  // Nor does “?” close the sheet.
  await expect.element(dialog()).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(dialog()).not.toBeInTheDocument();
  await userEvent.keyboard('?');
  expect(dialog().elements()).toEqual([]);
});

it('switches them as long as the page stands where the browser keeps nothing', () => {
  const denied = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation(denied);
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(denied);
  expect(isSwitchedOff('l')).toBe(false);
  setLetterKeys(false);
  expect(isSwitchedOff('l')).toBe(true);
  setLetterKeys(true);
  expect(isSwitchedOff('l')).toBe(false);
});
