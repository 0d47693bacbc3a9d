import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIELD_DATA, fieldPath, SKIPPED } from '../rig/field-data';
import { temporaryFolder } from '../rig/run-command';
import { violations } from '../rig/axe';
import { keepRuns, openMeasured } from '../rig/kept-runs';
import type { KeptRun } from '../rig/kept-runs-page';
import { type App, FIELD_CLIP, openApp, waitForReview } from '../rig/open-app';
import { keepForPeople, pageCount } from '../rig/printed';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

describe.skipIf(!FIELD_DATA)(`the report of a session from the side and from behind${SKIPPED}`, () => {
  let page: Page;
  let headline: string;
  beforeAll(async () => {
    page = await app.visit();
    await openMeasured(page, FIELD_CLIP, fieldPath('rendered/rear-band-drop6.mp4'));
    headline = await page.getByRole('button', { name: /° forward\s*, show a typical stride/ }).innerText();
    await page.getByRole('button', { name: 'Report', exact: true }).click();
    await page.locator('button:enabled', { hasText: 'Print / save as PDF' }).waitFor();
  });
  afterAll(() => page.context().close());

  it('tells the number of the review, and shows typical and worst strides', async () => {
    const told = await page.getByRole('article').first().innerText();
    expect(told).toContain(/[\d.]+°/.exec(headline)?.[0]);
    const pictures = page.getByRole('img', { name: /stride|upright|drop/i }).and(page.locator('img'));
    expect(await pictures.count()).toBe(12);
    const widths = await pictures.evaluateAll((images) =>
      images.map((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0)),
    );
    expect(Math.min(...widths)).toBeGreaterThan(50);
  });

  it.each(['A4', 'Letter'])('fits on two pages of %s', async (format) => {
    const pdf = await page.pdf({ format, printBackground: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pageCount(pdf)).toBeLessThanOrEqual(2);
    const path = join(temporaryFolder(), 'report.pdf');
    writeFileSync(path, pdf);
    const text = pdfText(path);
    expect(text).toContain('Trunk extension');
    expect(text).toContain('See a doctor at once');
    expect(text, 'the screen’s own buttons are not printed').not.toContain('Print / save');
  });

  it.each([
    ['light', 1440, 900],
    ['dark', 1440, 900],
    ['light', 390, 844],
    ['dark', 390, 844],
  ] as const)('axe holds nothing against it, %s, %i × %i', async (colorScheme, width, height) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    expect(await violations(page)).toEqual([]);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways, 'nothing sticks out sideways').toBeLessThanOrEqual(0);
  });

  it('goes back to the review', async () => {
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await waitForReview(page);
    expect(await page.getByRole('button', { name: 'Print / save as PDF' }).count()).toBe(0);
  });
});

/** Two sessions of one runner: the one compared with, and the one whose report it is. */
const before = keptSession('Before', 0, { trunkLeanDeg: 6, pelvicDropDeg: { left: 4, right: 4 }, seed: 1 });
const better = keptSession('After', 42, { trunkLeanDeg: 7, pelvicDropDeg: { left: 1, right: 1 }, seed: 2 });
const three = keptSession('After', 42, {
  ...{ trunkLeanDeg: -4, pelvicDropDeg: { left: 12, right: 8 }, sideLeanDeg: 9, seed: 3 },
});

function keptSession(title: string, day: number, run: KeptRun['run']): KeptRun {
  const filmedAtMs = Date.UTC(2026, 9, 12, 10) + day * 86_400_000;
  const [runner, speedKmh] = [{ id: 'ada', name: 'Ada' }, 10];
  return { id: title, runner, title, filmedAtMs, pain: 2, speedKmh, run };
}

describe.each([
  ['without a lead', better, 1],
  ['with three leads', three, 3],
] as const)('the report of a comparison, %s', (_, after, leads) => {
  let page: Page;
  beforeAll(async () => {
    page = await app.visit();
    await keepRuns(page, [before, after]);
    await page.getByTitle('All sessions of this runner').first().click();
    await page.getByRole('button', { name: 'Compare the two' }).click();
    await page.locator('tr[data-metric]').first().waitFor();
    await page.getByRole('button', { name: 'Report', exact: true }).click();
    await page.locator('button:enabled', { hasText: 'Print / save as PDF' }).waitFor();
  });
  afterAll(() => page.context().close());

  it('tells every verdict, and as many leads as there are', async () => {
    const told = page.getByRole('region', { name: /^Before and after/ });
    expect(await told.locator('tbody tr').count()).toBeGreaterThan(20);
    expect(await told.locator('tr.changed').count()).toBeGreaterThan(0);
    expect(await page.locator('.findings article').count()).toBe(leads);
  });

  it.each(['A4', 'Letter'])('fits on two pages of %s', async (format) => {
    const pdf = await page.pdf({ format, printBackground: true });
    keepForPeople(pdf, `comparison-${leads}-${format}`);
    expect(pageCount(pdf)).toBeLessThanOrEqual(2);
  });
});

describe('the report in grey', () => {
  let page: Page;
  beforeAll(async () => {
    page = await app.visit({ deviceScaleFactor: 3 });
    await keepRuns(page, [three]);
    await page.getByRole('button', { name: /^After/ }).click();
    await waitForReview(page);
    await page.getByRole('button', { name: 'Report', exact: true }).click();
    await page.locator('button:enabled', { hasText: 'Print / save as PDF' }).waitFor();
  });
  afterAll(() => page.context().close());

  it('keeps left and right curves apart by their dashes: a whole line and a broken one', async () => {
    const shot = await page.screenshot({ fullPage: true, animations: 'disabled' });
    const folder = process.env['SHOTS'];
    const { curves, grey } = await greyCurves(page, shot.toString('base64'));
    if (folder) writeFileSync(`${folder}/report-grey.png`, Buffer.from(grey, 'base64'));
    console.info('ink along the curves, left and right:', JSON.stringify(curves));
    const apart = curves.filter(({ left }) => left.samples > 40);
    expect(apart.length).toBeGreaterThan(0);
    for (const { left, right } of apart) {
      expect(left.inked).toBeGreaterThan(0.97);
      expect(right.inked).toBeGreaterThan(0.4);
      expect(right.inked).toBeLessThan(0.85);
    }
  });

  it('keeps every other mark of the legs apart by its shape, and every number by its words', async () => {
    const marks = await page.locator('.sheet-of-paper svg').evaluateAll((charts) =>
      charts.flatMap((chart) => {
        const tags = (side: string) =>
          [...chart.querySelectorAll(`.${side}`)]
            .filter((mark) => getComputedStyle(mark).fill !== 'none' && mark.getAttribute('d') !== '')
            .map(({ tagName }) => tagName);
        const [left, right] = [tags('left'), tags('right')];
        // The trunk's line has one mark, of both legs.
        return chart.querySelector('.interval:not(.both)') === null ? [] : [{ left, right }];
      }),
    );
    expect(marks.length).toBe(1);
    for (const { left, right } of marks) {
      expect(left).toContain('circle');
      expect(right).not.toContain('circle');
    }
    for (const side of ['left', 'right'])
      expect(await page.locator(`.sheet-of-paper .value .${side}`).allInnerTexts()).toEqual([
        expect.stringContaining(`over the ${side} leg`) as string,
      ]);
  });
});

/** How much of each leg's curve is ink in a grey picture of the page, where the two lie apart; and that picture, PNG in base64. */
async function greyCurves(page: Page, png: string) {
  return page.evaluate(async (base64) => {
    const coded = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([coded], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    const picture = context.getImageData(0, 0, canvas.width, canvas.height);
    const grey = new Uint8ClampedArray(canvas.width * canvas.height);
    for (let i = 0; i < grey.length; i++) {
      const [r = 0, g = 0, b = 0] = picture.data.subarray(4 * i, 4 * i + 3);
      grey[i] = 0.2126 * r + 0.7152 * g + 0.0722 * b;
      picture.data.fill(grey[i]!, 4 * i, 4 * i + 3);
    }
    context.putImageData(picture, 0, 0);
    const at = ({ x, y }: DOMPoint) => {
      // The line is 6 px wide at three dots a pixel: its darkest neighbour tells whether it passes here.
      const near = [-1, 0, 1].flatMap((dy) =>
        [-1, 0, 1].map((dx) => grey[(Math.round(y) + dy) * canvas.width + Math.round(x) + dx]!),
      );
      return Math.min(...near);
    };
    const pointsOf = (line: SVGGeometryElement) => {
      const { a, d, e, f } = line.getScreenCTM()!; // charts are not turned
      return Array.from({ length: Math.floor(line.getTotalLength()) }, (_, s) => {
        const { x, y } = line.getPointAtLength(s);
        return new DOMPoint(
          devicePixelRatio * (a * x + e + scrollX),
          devicePixelRatio * (d * y + f + scrollY),
        );
      });
    };
    const curves = [...document.querySelectorAll('.sheet-of-paper .curves svg')].map((chart) => {
      const [left = [], right = []] = ['left', 'right'].map((side) => {
        const line = chart.querySelector<SVGGeometryElement>(`.line.${side}`);
        return line === null ? [] : pointsOf(line);
      });
      const inkOf = (own: DOMPoint[], other: DOMPoint[]) => {
        const alone = own.filter((p) => other.every((q) => Math.hypot(p.x - q.x, p.y - q.y) > 15));
        return { samples: alone.length, inked: alone.filter((p) => at(p) < 200).length / alone.length };
      };
      return { left: inkOf(left, right), right: inkOf(right, left) };
    });
    const blob = await canvas.convertToBlob();
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return { curves, grey: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) };
  }, png);
}

/** By poppler's pdftotext, which the tests' set-up installs. */
function pdfText(path: string): string {
  return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
}
