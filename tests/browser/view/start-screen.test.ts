import axe from 'axe-core';
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../src/app.css';
import { Library } from '../../../src/state/library.svelte';
import StartScreen from '../../../src/view/screens/StartScreen.svelte';
import type { KeptSessions, SessionCard } from '../../../src/view/start/session-card';
import { KeptForTest } from './kept-for-test.svelte';

const card = (id: string, of: Partial<SessionCard> = {}): SessionCard => ({
  id,
  title: `Session ${id}`,
  runnerId: 'ada',
  runnerName: 'Ada',
  filmedAtMs: Date.UTC(2026, 9, 12),
  views: ['left', 'rear'],
  headline: 'lean 2.1° forward · drop 7.6° left',
  isOld: false,
  hasClip: true,
  ...of,
});
const SESSIONS: KeptSessions = {
  sessions: [
    card('1'),
    card('2', { title: 'x'.repeat(400), runnerName: 'y'.repeat(10_000), hasClip: false }),
    card('3', { title: 'ريم تركض 10 km/h', runnerName: 'ريم' }),
    ...['4', '5', '6', '7'].map((id) => card(id)),
  ],
  usedBytes: 412_300_000,
  renewing: 0,
};

let kept: KeptForTest;
let screen: Record<string, unknown>;
const opened = vi.fn<(id: string) => void>();

beforeEach(async () => {
  await page.viewport(390, 844);
  kept = new KeptForTest(SESSIONS);
  opened.mockClear();
  screen = mount(StartScreen, {
    target: document.body,
    props: {
      failure: null,
      note: null,
      get kept() {
        return kept.now;
      },
      library: new Library(() => Promise.reject(new Error('No store in this test.'))),
      onopen: () => undefined,
      ondemo: () => undefined,
      oncamera: () => undefined,
      onopensession: opened,
      onrunner: () => undefined,
      onremove: (id: string) => {
        kept.remove(id);
      },
      onrestore: () => {
        kept.restore();
      },
      warm: () => undefined,
    },
  });
  flushSync();
});
afterEach(async () => {
  vi.useRealTimers();
  await unmount(screen);
});

const remove = (title: string) => page.getByRole('button', { name: `Delete ${title}`, exact: true });
const undo = () => page.getByRole('button', { name: /^Undo/ });

describe('kept sessions on the start', () => {
  it('stand in place of the picture, say how much room they take, and are opened by their card', async () => {
    await expect.element(page.getByText('7 kept · 412 MB on this device')).toBeVisible();
    expect(page.getByRole('img', { name: /trunk line/ }).elements()).toEqual([]);
    await page.getByRole('button', { name: /^Session 1/ }).click();
    expect(opened).toHaveBeenCalledExactlyOnceWith('1');
  });

  it('are five at first, and all when asked', async () => {
    expect(page.getByRole('button', { name: /^Delete/ }).elements()).toHaveLength(5);
    await page.getByRole('button', { name: 'Show all 7' }).click();
    expect(page.getByRole('button', { name: /^Delete/ }).elements()).toHaveLength(7);
  });

  it('fit a phone whatever their names, and axe finds nothing', async () => {
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
    const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
      [],
    );
  });

  it('come back when a deletion is undone', async () => {
    await remove('Session 1').click();
    expect(kept.now.sessions.some(({ id }) => id === '1')).toBe(false);
    await expect.element(page.getByText('“Session 1” is deleted.')).toBeVisible();
    expect(document.activeElement?.textContent, 'the focus is not lost').toBe('Recent sessions');
    await undo().click();
    await expect.element(remove('Session 1')).toBeVisible();
    expect(undo().elements()).toEqual([]);
  });

  it('can be had back for ten seconds, even the last of them, longer while someone is at the button', async () => {
    kept.now = { sessions: [card('1')], usedBytes: null, renewing: 0 };
    flushSync();
    await remove('Session 1').click();
    await expect.element(undo()).toBeVisible();
    // Only now: the click above waits on real clocks.
    undo().element().dispatchEvent(new FocusEvent('focus'));
    flushSync();
    vi.useFakeTimers();
    undo().element().dispatchEvent(new FocusEvent('blur'));
    flushSync();
    vi.advanceTimersByTime(7000);
    flushSync();
    undo().element().dispatchEvent(new FocusEvent('focus'));
    flushSync();
    vi.advanceTimersByTime(60_000);
    flushSync();
    expect(undo().elements(), 'held').toHaveLength(1);
    undo().element().dispatchEvent(new FocusEvent('blur'));
    flushSync();
    vi.advanceTimersByTime(3000);
    flushSync();
    expect(undo().elements(), 'time is up').toEqual([]);
  });
});

it('the card’s button is reached and pressed by keyboard', async () => {
  const card = page.getByRole('button', { name: /^Session 1/ }).element();
  if (card instanceof HTMLElement) card.focus();
  await userEvent.keyboard('{Enter}');
  expect(opened).toHaveBeenCalledWith('1');
});
