import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AFTER, BEFORE, openSession, session, shot } from '../rig/compared-runs';
import { keepRuns } from '../rig/kept-runs';
import { type App, openApp } from '../rig/open-app';
import { focused } from '../rig/tab-walk';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

const verdictsOf = (page: Page, metric: string) =>
  page
    .locator(`tr[data-metric=${metric}]`)
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-verdict')));

/** From the start screen over the runner's page, whose proposal is the first and the last session. */
async function compareFirstAndLast(page: Page): Promise<void> {
  await page.getByTitle('All sessions of this runner').first().click();
  await page.getByRole('button', { name: 'Compare the two' }).click();
  await page.getByText('Comparing the curves…').waitFor({ state: 'detached' });
  await page.locator('tr[data-metric]').first().waitFor();
}

describe('before and after', () => {
  it('says drop and lean changed and cadence did not, keeps the comparison, and opens it as it was', async () => {
    const page = await app.visit();
    await keepRuns(page, [BEFORE, AFTER]);
    await compareFirstAndLast(page);
    expect(await verdictsOf(page, 'pelvicDropPeakDeg')).toEqual(['changed', 'changed', 'changed']);
    await page.getByRole('rowheader', { name: 'Pelvic drop, mean of both legs' }).waitFor();
    expect(await verdictsOf(page, 'trunkLeanMeanDeg')).toEqual(['changed']);
    expect(await verdictsOf(page, 'cadenceSpm')).toEqual(['within error']);
    await page.getByText(/the clips differ here \(p/).waitFor();

    await page.getByRole('button', { name: 'ghost' }).click();
    await page.getByRole('button', { name: 'side', exact: true }).click();
    await page.getByRole('slider', { name: 'Place in the stride' }).fill('37');
    await page.getByRole('button', { name: 'Save comparison' }).click();
    await page.getByText('The comparison is saved.').waitFor();

    await page.getByRole('button', { name: 'All sessions' }).click();
    await page.getByRole('button', { name: 'Ada: before → after' }).click();
    await page.locator('tr[data-metric]').first().waitFor();
    expect(await page.getByRole('slider', { name: 'Place in the stride' }).inputValue()).toBe('37');
    const pressed = (name: string) =>
      page.getByRole('button', { name, exact: true }).getAttribute('aria-pressed');
    expect([await pressed('ghost'), await pressed('side')]).toEqual(['true', 'true']);
    await page.context().close();
  });

  it('finds nothing changed in two takes of one runner, and learns the runner’s own error from them', async () => {
    const page = await app.visit();
    const run = { trunkLeanDeg: 5, pelvicDropDeg: { left: 5, right: 5 } };
    await keepRuns(page, [
      session('first', 0, { ...run, seed: 11 }),
      session('second', 0.02, { ...run, seed: 12 }),
    ]);
    await compareFirstAndLast(page);
    await page.getByRole('button', { name: /^All \d+ rows$/ }).click();
    const verdicts = await page
      .locator('tr[data-metric]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-verdict')));
    expect(verdicts.length).toBeGreaterThan(20);
    expect(verdicts.filter((verdict) => verdict === 'changed')).toEqual([]);

    await page.getByRole('button', { name: 'All sessions' }).click();
    await page.getByRole('button', { name: 'These are repeats of the same day' }).click();
    await page.getByText(/^Measured on 2 sessions/).waitFor();
    await page.getByText(/pelvic drop \d\.\d° as the mean of both legs or \d\.\d° on one leg/).waitFor();
    await page.getByRole('button', { name: 'Compare the two' }).click();
    await page.getByText('this runner’s own, from clips marked as repeats').waitFor();
    await page.context().close();
  });
});

describe('sessions whose numbers an earlier version worked out', () => {
  it('are worked out anew in the background, and never stand in a trend as they were', async () => {
    const page = await app.visit();
    const old = session('old', 0, { trunkLeanDeg: 5, seed: 31 }, { leanByEarlierVersionDeg: 25 });
    const older = session('older', 3, { trunkLeanDeg: 8, seed: 32 }, { leanByEarlierVersionDeg: 25 });
    await keepRuns(page, [old, older]);
    const card = (title: string) => page.getByRole('button', { name: new RegExp(`^${title}`) }).first();
    const leanOf = async (title: string) =>
      Number(/lean (\d+\.\d)° forward/.exec(await card(title).innerText())?.[1]);
    await expect.poll(() => leanOf('old ')).toBeLessThan(6);
    await expect.poll(() => leanOf('older')).toBeLessThan(9);
    expect(await leanOf('old ')).toBeGreaterThan(4);
    await page.getByText('by an earlier version').waitFor({ state: 'detached' });
    await page.reload();
    await expect.poll(() => leanOf('old ')).toBeLessThan(6);
    await page.getByTitle('All sessions of this runner').first().click();
    await page.getByText(/^Reading/).waitFor({ state: 'detached' });
    await page.getByLabel('Number').selectOption({ label: 'Trunk lean' });
    await page.getByText('As a table').click();
    const table = await page
      .locator('section', { has: page.getByRole('heading', { name: 'In time' }) })
      .innerText();
    expect(table).toMatch(/^[45]\.\d$/m);
    expect(table).not.toContain('25.0');
    await page.context().close();
  });
});

describe('the runner’s page', () => {
  it('renames, tags, merges one person under two names, and deletes with a way back', async () => {
    const page = await app.visit();
    const double = { runner: { id: 'ada-2', name: 'A. Lovelace' } };
    await keepRuns(page, [BEFORE, AFTER, session('stray', 20, BEFORE.run, double)]);
    await page.getByRole('button', { name: /^Ada/ }).first().click();
    await page.getByText('2 sessions on this device').waitFor();
    await page.getByLabel('Name').fill('Ada Lovelace');
    await page.getByLabel('Name').press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Ada Lovelace' }).waitFor();
    await page.getByLabel('Tags of after, with commas').fill('rehab, new shoes, rehab');
    await page.getByLabel('Tags of after, with commas').press('Enter');
    await page.getByLabel('The same person as').selectOption({ label: 'A. Lovelace' });
    await page.getByRole('button', { name: 'Merge', exact: true }).click();
    await page.getByText('3 sessions on this device').waitFor();

    await page.getByRole('button', { name: 'Delete stray' }).click();
    await page.getByText('2 sessions on this device').waitFor();
    await page.getByRole('button', { name: /^Undo/ }).click();
    await page.getByText('3 sessions on this device').waitFor();
    await page.locator('.chart circle').nth(2).waitFor();

    await page.reload();
    await page
      .getByRole('button', { name: /^Ada Lovelace/ })
      .first()
      .click();
    await page.getByText('3 sessions on this device').waitFor();
    expect(await page.getByLabel('Tags of after, with commas').inputValue()).toBe('rehab, new shoes');
    await page.getByRole('button', { name: 'Delete runner and sessions' }).click();
    await page.getByText('is not kept here any more.').waitFor();
    await page.getByRole('button', { name: /^Undo/ }).click();
    await page.getByText('3 sessions on this device').waitFor();
    await page.context().close();
  });
});

describe('the chooser', () => {
  const RUN = { trunkLeanDeg: 3, seed: 5 };

  it('says what each session can be compared in, proposes the runner’s first, and refuses what cannot be', async () => {
    const page = await app.visit();
    await keepRuns(page, [
      BEFORE,
      session('only rear', 7, { ...RUN, pelvicDropDeg: { left: 5, right: 4 } }, { views: ['rear'] }),
      session('faster', 14, RUN, { speedKmh: 14 }),
      session('latest', 42, AFTER.run),
    ]);
    await openSession(page, 'latest');
    await page.getByRole('button', { name: 'Compare…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Compare with…' });
    const entry = (name: string) => dialog.getByRole('button', { name: new RegExp(`^${name}`) });
    await shot(page, 'chooser');
    expect(await entry('before').innerText()).toMatch(/first session[^]*compares side and rear/);
    expect(await entry('only rear').innerText()).toMatch(/compares rear$/);
    expect(await entry('faster').innerText()).toMatch(/cannot be compared: run at 1[04] and 1[04] km\/h/);
    expect(await entry('faster').isDisabled()).toBe(true);
    expect(await focused(page)).toContain('before');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await focused(page), 'the focus is back where it was').toBe('Compare…');
    await page.keyboard.press('Enter');
    await dialog.waitFor();
    await page.keyboard.press('Enter');
    await page
      .getByRole('heading', { name: /before → after/ })
      .or(page.locator('tr[data-metric]'))
      .first()
      .waitFor();
    await page.context().close();
  });

  it('is not offered where no other session has anything to compare', async () => {
    const page = await app.visit();
    await keepRuns(page, [session('slow', 0, RUN, { speedKmh: 8 }), session('fast', 1, RUN)]);
    await openSession(page, 'slow');
    await page.getByRole('button', { name: 'Report' }).first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.getByRole('button', { name: 'Compare…' }).count()).toBe(0);
    await page.context().close();
  });
});
