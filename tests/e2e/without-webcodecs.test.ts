import { afterAll, beforeAll, expect, it } from 'vitest';
import { FIELD_DATA, fieldPath, SKIPPED } from '../rig/field-data';
import { type App, chooseClip, openApp, waitForReview } from '../rig/open-app';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

it.skipIf(!FIELD_DATA)(
  `without WebCodecs every frame comes through a <video>, and the page says that it was slower${SKIPPED}`,
  async () => {
    const page = await app.visit();
    // A browser whose workers have no WebCodecs: the program is the same, the decoder is gone before it starts.
    await page.route('**/pose.worker*.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `delete self.VideoDecoder;\n${await response.text()}` });
    });
    await chooseClip(page, fieldPath('rendered/side-right-lean12.mp4'));
    await waitForReview(page);
    await page.getByText('How this was measured').click();
    const text = await page.locator('body').innerText();
    expect(text).toMatch(/played frame by frame, which is slower/);
    expect(text).toMatch(/180 in 6\.0 s/);
    expect(text).toMatch(/right side/);
  },
);
