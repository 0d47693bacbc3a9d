import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsInBoth } from '../rig/axe';
import { AFTER, BEFORE, openSession, session, shot } from '../rig/compared-runs';
import { keepRuns } from '../rig/kept-runs';
import { type App, openApp } from '../rig/open-app';
import { tabWalk } from '../rig/tab-walk';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

describe('the keyboard alone', () => {
  it('opens a runner, compares, steps through the stride and saves', async () => {
    const page = await app.visit();
    await keepRuns(page, [BEFORE, AFTER]);
    const press = async (name: string | RegExp) => {
      await page.getByRole('button', { name }).first().focus();
      await page.keyboard.press('Enter');
    };
    await press(/^Ada/);
    await press('Compare the two');
    await page.locator('tr[data-metric]').first().waitFor();
    await page.getByRole('heading', { level: 1 }).focus();
    const slider = page.getByRole('slider', { name: 'Place in the stride' });
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    expect(await slider.inputValue()).toBe('11');
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'pause' }).waitFor();
    await page.keyboard.press('Space');
    await page.keyboard.press('Home');
    expect(await slider.inputValue()).toBe('0');
    await press('Save comparison');
    await page.getByText('The comparison is saved.').waitFor();
    await page.context().close();
  });

  it('reaches every control of a runner’s page and of the comparison in their order, and shows where it is', async () => {
    const page = await app.visit();
    await keepRuns(page, [BEFORE, AFTER]);
    const walk = async (where: string) => {
      const { stops, reachable } = await tabWalk(page);
      const places = stops.map(({ place }) => place).filter((place) => place >= 0);
      expect(places, where).toEqual(reachable.map((_, i) => i));
      expect(
        stops.filter(({ visible }) => !visible).map(({ name }) => name),
        where,
      ).toEqual([]);
      return stops.map(({ name }) => name);
    };
    await page.getByTitle('All sessions of this runner').first().click();
    await page.getByText(/^Reading/).waitFor({ state: 'detached' });
    await page.locator('.chart circle').nth(1).waitFor();
    expect(await walk('the runner’s page')).toContain('Compare the two');
    await page.getByRole('button', { name: 'Compare the two' }).press('Enter');
    await page.getByText('Comparing the curves…').waitFor({ state: 'detached' });
    await page.getByText(/the clips differ here/).waitFor();
    expect(await walk('the comparison')).toContain('Swap');
    const slider = page.getByRole('slider', { name: 'Place in the stride' });
    await slider.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    expect(await slider.inputValue()).toBe('1');
    await page.keyboard.press('End');
    expect(await slider.inputValue()).toBe('100');
    await page.context().close();
  });
});

describe.each([
  [1440, 900],
  [390, 844],
])('axe finds nothing, light and dark, %i × %i', (width, height) => {
  it('on a runner’s page, the comparison and its chooser', async () => {
    const page = await app.visit({ viewport: { width, height } });
    const middle = session(
      'middle',
      21,
      { trunkLeanDeg: 3, pelvicDropDeg: { left: 6, right: 4 }, seed: 5 },
      { pain: 4 },
    );
    await keepRuns(page, [BEFORE, middle, AFTER]);
    const look = async (what: string) => {
      for (const [colorScheme, found] of await violationsInBoth(page, (scheme) =>
        shot(page, `${what}-${scheme}-${width}`),
      ))
        expect(found, `${what}, ${colorScheme}`).toEqual([]);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(sideways, `nothing of ${what} sticks out`).toBeLessThanOrEqual(0);
    };
    await page.getByTitle('All sessions of this runner').first().click();
    await page.getByText(/^Reading/).waitFor({ state: 'detached' });
    await page.locator('.chart circle').nth(2).waitFor();
    await look('runner');

    await page.getByRole('button', { name: 'Compare the two' }).click();
    await page.getByText(/the clips differ here/).waitFor();
    await look('compare');

    await page.getByRole('button', { name: 'ghost' }).click();
    await page.getByRole('slider', { name: 'Place in the stride' }).fill('20');
    await shot(page, `ghost-${width}`);

    await page.getByTitle('Back to the start').click();
    await openSession(page, 'before');
    await page.getByRole('button', { name: 'Compare…' }).click();
    await page.getByRole('heading', { name: 'Compare with…' }).waitFor();
    await look('chooser');
    await page.context().close();
  });
});
