/** `npm run screenshot`: the demo runner's review as people see it, for the README and the install dialog of browsers. */
import { fileURLToPath } from 'node:url';
import { openAppPage } from './app-page';

const PICTURE = fileURLToPath(new URL('../../public/screenshots/review.png', import.meta.url));
const ANALYSED_WITHIN_MS = 300_000;
/** Charts are fetched after the numbers stand, and the videos find their frame. */
const SETTLED_AFTER_MS = 4000;

if (process.argv.length > 2) {
  console.error('npm run screenshot takes no arguments.');
  process.exit(1);
}
const app = await openAppPage();
try {
  const { page } = app;
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: 'Try the demo runner' }).click();
  await page.getByRole('heading', { name: /^Trunk extension/ }).waitFor({ timeout: ANALYSED_WITHIN_MS });
  await page.waitForTimeout(SETTLED_AFTER_MS);
  await page.screenshot({ path: PICTURE });
  process.stderr.write('public/screenshots/review.png is drawn anew.\n');
} finally {
  await app.close();
}
