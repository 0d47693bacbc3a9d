import { flushSync, mount, unmount } from 'svelte';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../../src/app.css';
import { NO_FACTS } from '../../../src/analysis/session';
import { findStrides } from '../../../src/gait/strides';
import { tableOf } from '../../../src/metrics/registry';
import { emptyPoseTrack } from '../../../src/pose/pose-track';
import { Review } from '../../../src/state/review.svelte';
import Player from '../../../src/view/player/Player.svelte';
import { measuredTake } from '../../truth/measured-take';

const HOUR_S = 3600;
const STEP_S = 0.35;
const card = { id: 's', runner: null, title: '', filmedAtMs: 0, facts: NO_FACTS };

/** An hour of running at ten frames a second, without a picture. */
function hour() {
  const clip = measuredTake(new File([], 'hour.mp4'));
  const track = emptyPoseTrack(HOUR_S * 10);
  track.timeS.forEach((_, frame) => (track.timeS[frame] = frame / 10));
  const contacts = Array.from({ length: Math.floor(HOUR_S / STEP_S) }, (_, k) => ({
    side: k % 2 === 0 ? ('left' as const) : ('right' as const),
    initialContactS: k * STEP_S,
    toeOffS: k * STEP_S + 0.25,
    confidence: 1,
  }));
  const strides = findStrides(contacts).map((stride) => ({ ...stride, values: tableOf(() => NaN) }));
  const leftOut = [{ startS: 1000, endS: 1010, reason: 'Walking.' }];
  const series = new Float32Array(track.timeS.length).fill(NaN);
  Object.assign(clip.analysis, { track, contacts, strides, leftOut, trunkLeanDeg: series });
  Object.assign(clip.take.recording.source, { durationS: HOUR_S });
  return { ...clip, take: { ...clip.take, clip: null } };
}

describe('a clip of an hour', () => {
  const target = document.createElement('div');
  const review = new Review(card, [hour()], () => Promise.reject(new Error('not asked for')));
  const { player } = review.front;
  let app: object;
  beforeAll(() => {
    target.style.width = '860px';
    target.className = 'on-stage';
    document.body.append(target);
    app = mount(Player, { target, props: { review } });
    flushSync();
  });
  afterAll(async () => {
    await unmount(app);
    target.remove();
  });

  const bars = () => target.querySelectorAll('.lanes svg rect').length;

  it('shows a part of itself, so that the page holds a few contacts and never ten thousand', async () => {
    for (const t of [0, 500, 3599]) {
      player.seekToTime(t);
      await expect.poll(() => player.shownS).toBeCloseTo(t, 0);
      flushSync();
      expect(bars()).toBeGreaterThan(30);
      expect(bars()).toBeLessThan(150);
    }
  });

  it('can be gone through as a whole on a second slider', async () => {
    const slider = target.querySelector<HTMLInputElement>('input[aria-label="Place in the clip"]')!;
    slider.value = '1005';
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await expect.element(page.getByText('left out: Walking.')).toBeVisible();
    const part = target.querySelector<HTMLInputElement>(
      'input[aria-label="Place in this part of the clip"]',
    )!;
    expect(Number(part.min)).toBeLessThan(1005);
    expect(Number(part.max)).toBeGreaterThan(1005);
    expect(slider.getAttribute('aria-valuetext')).toContain('left out: Walking.');
  });
});
