import { ready, setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { type Component, flushSync, mount, unmount } from 'svelte';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import '../../../src/app.css';
import { analyseRun } from '../../../src/analysis/analyse-run';
import { NO_CORRECTIONS } from '../../../src/analysis/run-analysis';
import { NO_FACTS } from '../../../src/analysis/session';
import type { Wellbeing } from '../../../src/feedback/safety';
import { safetyOf } from '../../../src/feedback/safety';
import { Comparison } from '../../../src/state/comparison.svelte';
import type { MeasuredTake } from '../../../src/state/open-take.svelte';
import { Review } from '../../../src/state/review.svelte';
import HowItFeels from '../../../src/view/safety/HowItFeels.svelte';
import CompareScreen from '../../../src/view/screens/CompareScreen.svelte';
import ReportScreen from '../../../src/view/screens/ReportScreen.svelte';
import ReviewScreen from '../../../src/view/screens/ReviewScreen.svelte';
import { recordingOf } from '../../truth/recording-of';
import { BRANCHES } from '../../truth/said';
import { syntheticRun } from '../../truth/synthetic-runner';

const never = () => Promise.reject(new Error('not asked for'));
/** A runner in whom nothing stands out. */
let take: MeasuredTake;
beforeAll(async () => {
  await setBackend('cpu');
  await ready();
  const recording = { ...recordingOf(syntheticRun({ durationS: 12, trunkLeanDeg: 8 }).track), pose: null };
  const analysis = await analyseRun(recording, NO_CORRECTIONS);
  take = { take: { id: 'side', recording, corrections: NO_CORRECTIONS, clip: null }, analysis };
});

function reviewOf(id: string): Review {
  return new Review({ id, runner: null, title: id, filmedAtMs: 5, facts: NO_FACTS }, [take], never);
}

/** A screen of a review, on which the answers change. */
function shown<Props extends Record<string, unknown>>(screen: Component<Props>, props: Props) {
  const target = document.createElement('div');
  document.body.replaceChildren(target);
  const mounted = mount(screen, { target, props });
  flushSync();
  return { target, close: () => unmount(mounted) };
}

const bannerOf = (target: Element) => target.querySelector<HTMLElement>('.banner');

/** Does the banner come before every number that is shown? */
function standsAbove(banner: HTMLElement): boolean {
  const main = banner.closest('main')!;
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!/\d°/.test(node.textContent ?? '')) continue;
    return (banner.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  }
  return false;
}

describe.each(['review', 'report', 'compare'] as const)('on the %s screen', (name) => {
  let review: Review;
  let screen: ReturnType<typeof shown>;
  beforeAll(async () => {
    review = reviewOf('after');
    const keeps = { review, runners: [], checking: false, oncheckagain: () => undefined };
    if (name === 'review') screen = shown(ReviewScreen, keeps);
    if (name === 'report') screen = shown(ReportScreen, { review, onback: () => undefined });
    if (name === 'compare') {
      const parts = { before: reviewOf('before'), after: review, own: null, saved: null };
      const comparison = new Comparison(parts, () => Promise.resolve([]));
      screen = shown(CompareScreen, { comparison });
    }
    await vi.waitFor(() => {
      if (!/\d°/.test(screen.target.textContent)) throw new Error('There are no numbers yet.');
    });
    return () => screen.close();
  });

  it.each(BRANCHES)('$name', async ({ said, painBefore, warns, keepsRunning }) => {
    review.earlierPain = () => (painBefore === null ? null : { pain: painBefore, atMs: null });
    review.describe({ facts: { ...NO_FACTS, ...said } });
    flushSync();
    const banner = bannerOf(screen.target);
    expect(banner?.textContent ?? '').toMatch(warns ?? /^$/);
    expect(banner === null || standsAbove(banner)).toBe(true);
    expect(banner?.getBoundingClientRect().height ?? Infinity).toBeGreaterThan(40);
    // The comparison tells no findings.
    const tellsFindings = name !== 'compare';
    await expect.poll(() => screen.target.textContent).toContain(tellsFindings ? 'Nothing stands out' : '°');
    expect(/keep running/i.test(screen.target.textContent)).toBe(tellsFindings && keepsRunning);
  });
});

describe('the questions', () => {
  function asked() {
    let said: Wellbeing = NO_FACTS;
    const changes: Partial<Wellbeing>[] = [];
    const onchange = (change: Partial<Wellbeing>) => changes.push(change);
    const { target, close } = shown(HowItFeels, { safety: safetyOf(said, null), onchange });
    const box = (label: RegExp) =>
      [...target.querySelectorAll('label')]
        .find(({ textContent }) => label.test(textContent))!
        .querySelector('input')!;
    const after = async (act: () => void) => {
      act();
      said = { ...said, ...changes.at(-1) };
      await close();
      return said;
    };
    return { target, box, after, close };
  }

  it('have a box for each flag and one for none; nothing is ticked before anybody ticks', async () => {
    const { target, close } = asked();
    const boxes = [...target.querySelectorAll('input')];
    expect(boxes).toHaveLength(12);
    expect(boxes.filter(({ checked }) => checked)).toEqual([]);
    expect([...target.querySelectorAll('select')].map(({ value }) => value)).toEqual(['', '']);
    await close();
  });

  it('take a yes, and a “none” that is not silence', async () => {
    const yes = asked();
    expect(
      (
        await yes.after(() => {
          yes.box(/bladder or bowel/).click();
        })
      ).redFlags,
    ).toEqual(['bladder-bowel']);
    const none = asked();
    expect(
      (
        await none.after(() => {
          none.box(/none of these/).click();
        })
      ).redFlags,
    ).toEqual([]);
  });
});
