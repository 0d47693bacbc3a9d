import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { ARTICLE_ADVISES, ARTICLE_SAYS } from '../../../src/feedback/article';

const SEED = fileURLToPath(new URL('../../../../shared/seed/runners-back-pain.txt', import.meta.url));

it.skipIf(!existsSync(SEED))('quotes the article word for word', () => {
  const article = readFileSync(SEED, 'utf8').replace(/\s+/g, ' ');
  const quotes = [...Object.values(ARTICLE_SAYS), ...Object.values(ARTICLE_ADVISES)].flatMap((text) =>
    [...text.matchAll(/“([^”]+)”/g)].map((match) => match[1]!),
  );
  expect(quotes.length).toBeGreaterThan(10);
  for (const quote of quotes) expect(article).toContain(quote);
});
