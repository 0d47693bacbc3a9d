import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { aimAtBrowser, aimAtPage } from './kill';
import { openProfile, openStorePage } from './store-site';

/** A browser that dies again and again, alone or with a page, and what its pages told before; its data stay. */
export class KilledBrowser {
  /** What pages told since the list was cleared. */
  told: string[] = [];
  readonly #profile = mkdtempSync(join(tmpdir(), 'plumbline-killed-'));
  #context: BrowserContext | null = null;

  open(): Promise<void> {
    return this.#start();
  }

  page(): Promise<Page> {
    return openStorePage(this.#running);
  }

  /** Aims at the page, or at the whole browser, which is opened again afterwards; the result kills. */
  async aim(page: Page, wholeBrowser: boolean): Promise<() => Promise<void>> {
    if (!wholeBrowser) return aimAtPage(page);
    const die = await aimAtBrowser(this.#running);
    return async () => {
      await die();
      await this.#start();
    };
  }

  async close(): Promise<void> {
    await this.#context?.close();
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  get #running(): BrowserContext {
    if (this.#context === null) throw new Error('The browser is not open.');
    return this.#context;
  }

  async #start(): Promise<void> {
    this.#context = await openProfile(this.#profile, (what) => this.told.push(what));
  }
}
