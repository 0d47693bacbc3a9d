/** The sessions that comparisons are tested on, and the way to them. */
import type { Page } from 'playwright';
import type { KeptRun } from './kept-runs-page';

const DAY_MS = 86_400_000;
const FILMED_MS = Date.UTC(2026, 9, 12, 10);
const ADA = { id: 'ada', name: 'Ada' };
export const session = (
  id: string,
  day: number,
  run: KeptRun['run'],
  more: Partial<KeptRun> = {},
): KeptRun => ({
  ...{ id, runner: ADA, title: id, filmedAtMs: FILMED_MS + day * DAY_MS, pain: null, speedKmh: 10 },
  ...more,
  run,
});
export const BEFORE = session(
  'before',
  0,
  { trunkLeanDeg: 1, pelvicDropDeg: { left: 8, right: 7 }, seed: 1 },
  { pain: 6 },
);
export const AFTER = session(
  'after',
  42,
  { trunkLeanDeg: 7, pelvicDropDeg: { left: 3, right: 3 }, seed: 2 },
  { pain: 2 },
);

/** From the list of the start screen. */
export async function openSession(page: Page, title: string): Promise<void> {
  await page
    .getByRole('button', { name: new RegExp(`^${title}`) })
    .first()
    .click();
  await page.getByRole('heading', { name: /^Trunk extension/ }).waitFor();
}

/** Pictures for people, where a folder is named. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
