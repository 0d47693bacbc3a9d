import { flushSync, mount, unmount } from 'svelte';
import { afterEach, expect, it } from 'vitest';
import { type Corrections, NO_CORRECTIONS } from '../../../src/analysis/run-analysis';
import CorrectionsOfTake from '../../../src/view/check/Corrections.svelte';
import '../../../src/app.css';
import { measuredTake } from '../../truth/measured-take';

let mounted: Record<string, unknown> = {};
afterEach(() => unmount(mounted));

/** The corrections of an analysed take whose clip was not kept. */
async function shown(view: 'left' | 'rear') {
  const changes: Partial<Corrections>[] = [];
  const { take, analysis } = measuredTake(new File([], 'a.mp4'));
  const target = document.createElement('div');
  target.style.width = '1000px';
  document.body.replaceChildren(target);
  mounted = mount(CorrectionsOfTake, {
    target,
    props: {
      recording: take.recording,
      clip: null,
      analysis: { ...analysis, view },
      corrections: NO_CORRECTIONS,
      onchange: (change: Partial<Corrections>) => changes.push(change),
      onfollowother: null,
    },
  });
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
  return changes;
}

function button(name: RegExp): HTMLButtonElement {
  const found = [...document.querySelectorAll('button')].find((element) =>
    name.test(element.getAttribute('aria-label') ?? element.textContent),
  );
  if (found === undefined) throw new Error(`no button ${name}`);
  return found;
}

it('a line is drawn along something upright with the arrow keys alone', async () => {
  const changes = await shown('left');
  button(/Draw an upright line/).click();
  flushSync();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(document.activeElement).toBe(button(/^Lower end/));
  const upper = button(/^Upper end/);
  const press = (key: string, shiftKey = false) =>
    upper.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true }));
  press('ArrowRight', true);
  const first = changes.at(-1)?.cameraRollDeg ?? NaN;
  expect(first).toBeGreaterThan(0.5);
  for (let k = 0; k < 10; k++) press('ArrowLeft');
  expect(changes.at(-1)?.cameraRollDeg).toBeCloseTo(0, 6);
});

it('the view is chosen; the pelvis and standing are asked for where it is seen, with the moment on the screen', async () => {
  await shown('left');
  expect(document.body.textContent).not.toContain('waistband');
  await unmount(mounted);
  const changes = await shown('rear');
  const select = document.querySelector('select');
  if (select === null) throw new Error('no choice of view');
  select.value = 'front';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  expect(changes).toEqual([{ view: 'front' }]);
  button(/Stands still/).click();
  // The recording begins at 2 s.
  expect(changes.at(-1)).toEqual({ standing: { fromS: 2, toS: 3 } });
  button(/Point at waistband/).click();
  flushSync();
  button(/^Left end/).dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true }));
  expect(changes.at(-1)?.pelvis).toMatchObject({ timeS: 2, points: [{}, {}] });
});
