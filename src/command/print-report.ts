import type { Page } from 'playwright';
import type * as InPage from './in-page';
import { writeWhole } from './write-whole';

/** Prints the report of all clips so far as PDF on A4; the file is there whole or not at all. */
export async function printReport(page: Page, path: string): Promise<void> {
  await page.evaluate(async () => {
    const address = '/command.js';
    await ((await import(address)) as typeof InPage).showReport();
  });
  await writeWhole(path, async (to) => {
    await page.pdf({ path: to, format: 'A4', printBackground: true });
  });
}
