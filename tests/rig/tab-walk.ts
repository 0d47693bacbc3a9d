import type { Page } from 'playwright';

/** Where Tab stopped. */
interface TabStop {
  /** What the element is called, for people. */
  name: string;
  /** Place among all that can be reached, in the document's order; −1 = a scrolling region and the like. */
  place: number;
  /** Whether one sees that it has the focus. */
  visible: boolean;
}

/** What Tab reaches from the top of the page to its end, and what it should. */
export async function tabWalk(page: Page): Promise<{ stops: TabStop[]; reachable: string[] }> {
  await page.evaluate(`globalThis.tabStop = ${tabStop.toString()}`);
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const stops: TabStop[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => (globalThis as unknown as { tabStop: typeof tabStop }).tabStop());
    if (stop.at === null || stops.length > stop.reachable.length + 20)
      return { stops, reachable: stop.reachable };
    stops.push(stop.at);
  }
}

/** The name of what has the focus. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText ?? '');
}

/** Runs in the page. */
function tabStop(): { at: TabStop | null; reachable: string[] } {
  const nameOf = (element: HTMLElement) =>
    (element.getAttribute('aria-label') ?? element.innerText).trim() || element.outerHTML.slice(0, 90);
  const all = [
    ...document.querySelectorAll<HTMLElement>(
      'button, select, input, textarea, a[href], summary, [tabindex="0"]',
    ),
  ].filter(
    (element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.matches(':disabled, [tabindex="-1"], [type=radio]:not(:checked)'),
  );
  const reachable = all.map(nameOf);
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || active === document.body) return { at: null, reachable };
  // A control may be hidden under its label, or before the words that then show the focus.
  const shows = [active, active.closest('label'), active.nextElementSibling].some((element) => {
    if (element === null) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  });
  return { at: { name: nameOf(active), place: all.indexOf(active), visible: shows }, reachable };
}
