/** `npm run demo [NAME…]`: draws the demo's clips and writes them, each with its truth, to public/demo/. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SQUARE } from './camera';
import { renderTake, type Take } from './render';
import { AFTER, BEFORE } from './runner-motion';
import { truthOf } from './truth';

const FOLDER = fileURLToPath(new URL('../../../public/demo/', import.meta.url));

/** Two occasions, each filmed from the left and from behind: two runs, so two seeds. */
const TAKES: readonly Take[] = [
  { name: 'before-side', motion: BEFORE, filming: { ...SQUARE, view: 'left' } },
  { name: 'before-rear', motion: { ...BEFORE, seed: BEFORE.seed + 1 }, filming: { ...SQUARE, view: 'rear' } },
  { name: 'after-side', motion: AFTER, filming: { ...SQUARE, view: 'left' } },
  { name: 'after-rear', motion: { ...AFTER, seed: AFTER.seed + 1 }, filming: { ...SQUARE, view: 'rear' } },
];

async function main(asked: string[]): Promise<void> {
  const takes = asked.length === 0 ? TAKES : TAKES.filter(({ name }) => asked.includes(name));
  if (takes.length === 0)
    throw new Error(`No such take; there are ${TAKES.map(({ name }) => name).join(', ')}.`);
  mkdirSync(FOLDER, { recursive: true });
  for (const take of takes) {
    await renderTake(take, `${FOLDER}${take.name}.mp4`);
    const truth = truthOf(take.motion, take.filming);
    writeFileSync(`${FOLDER}${take.name}.truth.json`, `${JSON.stringify(truth)}\n`);
  }
}

await main(process.argv.slice(2));
