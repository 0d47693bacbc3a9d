/** `npm run demo [NAME…]`: draws the demo's clips and writes them, each with its truth, to public/demo/. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderTake } from './render';
import { TAKES } from './takes';
import { truthOf } from './truth';

const FOLDER = fileURLToPath(new URL('../../../public/demo/', import.meta.url));

async function main(asked: string[]): Promise<void> {
  const takes = asked.length === 0 ? TAKES : TAKES.filter(({ name }) => asked.includes(name));
  const unknown = asked.filter((name) => !TAKES.some((take) => take.name === name));
  if (unknown.length > 0)
    throw new Error(`No take ${unknown.join(', ')}; there are ${TAKES.map(({ name }) => name).join(', ')}.`);
  mkdirSync(FOLDER, { recursive: true });
  for (const take of takes) {
    await renderTake(take, `${FOLDER}${take.name}.mp4`);
    const truth = truthOf(take.motion, take.filming);
    writeFileSync(`${FOLDER}${take.name}.truth.json`, `${JSON.stringify(truth)}\n`);
  }
}

await main(process.argv.slice(2));
