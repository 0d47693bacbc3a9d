import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type {} from '../rig/store-page';
import { openProfile, openStorePage, ORIGIN } from '../rig/store-site';

const profile = mkdtempSync(join(tmpdir(), 'plumbline-store-'));
let context: BrowserContext;
beforeAll(async () => {
  context = await openProfile(profile, () => undefined);
});
afterAll(async () => {
  await context.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

it('a full disk refuses a session whole, in a sentence; what was saved stays; with room it is saved', async () => {
  const page = await openStorePage(context);
  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: ORIGIN, quotaSize: 4_000_000 });
  const full = await page.evaluate(() => window.storePage.overfill('small', 20_000_000));
  expect(full.said).toMatch(/^StoreError: There is no room left .* it stays open here; delete clips/);
  expect(full.ids).toEqual(['session-0000']);
  await session.send('Storage.overrideQuotaForOrigin', { origin: ORIGIN });
  const roomy = await page.evaluate(() => window.storePage.overfill('large', 20_000_000));
  expect(roomy).toEqual({ said: 'saved', ids: ['session-0001', 'session-0000'] });
});
