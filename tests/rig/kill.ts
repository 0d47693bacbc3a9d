import type { BrowserContext, Page } from 'playwright';

/** Kills what was aimed at, at once; resolves when it is gone. */
export type Kill = () => Promise<void>;

/** The page's process, which dies as when it runs out of memory. */
export async function aimAtPage(page: Page): Promise<Kill> {
  const session = await page.context().newCDPSession(page);
  return async () => {
    const crashed = page.waitForEvent('crash');
    session.send('Page.crash').catch(() => undefined);
    await crashed;
    void page.close();
  };
}

/** The browser's main process, which gets SIGKILL: nothing is flushed, nothing is said. */
export async function aimAtBrowser(context: BrowserContext): Promise<Kill> {
  const browser = context.browser();
  if (browser === null) throw new Error('The profile has no browser.');
  const { processInfo } = await (await browser.newBrowserCDPSession()).send('SystemInfo.getProcessInfo');
  const main = processInfo.find(({ type }) => type === 'browser');
  if (main === undefined) throw new Error('The browser does not say which process it is.');
  return async () => {
    const closed = context.waitForEvent('close');
    process.kill(main.id, 'SIGKILL');
    await closed;
  };
}
