import type { BrowserContext, Page } from 'playwright';

/** The page's process dies, as when it runs out of memory. */
export async function killPage(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash');
  const session = await page.context().newCDPSession(page);
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  void page.close();
}

/** The browser's main process, to be killed with SIGKILL: nothing is flushed, nothing is said. */
export async function processOf(context: BrowserContext): Promise<number> {
  const browser = context.browser();
  if (browser === null) throw new Error('The profile has no browser.');
  const { processInfo } = await (await browser.newBrowserCDPSession()).send('SystemInfo.getProcessInfo');
  const main = processInfo.find(({ type }) => type === 'browser');
  if (main === undefined) throw new Error('The browser does not say which process it is.');
  return main.id;
}

/** Kills the browser's main process; resolves once it is gone. */
export async function killBrowser(context: BrowserContext, processId: number): Promise<void> {
  const closed = context.waitForEvent('close', { timeout: 10_000 });
  process.kill(processId, 'SIGKILL');
  await closed;
}
