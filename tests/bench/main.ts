/**
 * `npm run bench`: what everything costs, beside the alternatives, in one run. Prints ratios.
 * `npm run bench -- PART`: one part alone; `clip 1080p`: at one size; `live 600`: also the camera's memory over so many seconds.
 */
import { benchAnalysis } from './analysis';
import { buildBench, OUT_DIR } from './bench-page';
import { benchClips } from './clip';
import { benchCompare } from './compare';
import { benchJourney } from './journey';
import { benchLive, benchLiveMemory } from './live';
import { benchLiveStrides } from './live-strides';
import { benchClip, isSize, SIZES } from './media';
import { benchPelvicLine } from './pelvic-line';
import { benchStorage } from './storage';

/** What can be run, in the order in which all of it is. Each gives false where it does not understand its word. */
const PARTS = {
  compare: withoutWord(benchCompare),
  strides: withoutWord(benchLiveStrides),
  live: onPage(isSeconds, async (seconds) => {
    await benchLive(OUT_DIR);
    if (seconds !== undefined) await benchLiveMemory(OUT_DIR, Number(seconds));
  }),
  clip: onPage(isSize, benchClips),
  analysis: onPage(null, benchAnalysis),
  pelvis: onPage(null, () => {
    benchPelvicLine();
  }),
  storage: onPage(null, () => benchStorage(OUT_DIR)),
  journey: onPage(null, () => benchJourney(OUT_DIR)),
};

type Part = (word: string | undefined) => Promise<boolean>;

function withoutWord(run: () => Promise<void>): Part {
  return async (word) => {
    if (word !== undefined) return false;
    await run();
    return true;
  };
}

let built: Promise<void> | null = null;

/** For parts that need the built page and the field's clips; `understands`: which words, null = none. */
function onPage<W extends string>(
  understands: ((word: string) => word is W) | null,
  run: (word: W | undefined) => Promise<void> | void,
): Part {
  return async (word) => {
    if (word !== undefined && (understands === null || !understands(word))) return false;
    if (benchClip('720p', 1) === null) {
      console.log('bench: ../shared/field is not here, so there is no clip to measure on.');
      return true;
    }
    await (built ??= buildBench());
    await run(word);
    return true;
  };
}

function isSeconds(word: string): word is `${number}` {
  return Number(word) > 0;
}

function refuse(words: readonly string[]): never {
  console.error(
    `bench: “${words.join(' ')}” is not to be understood. Use: npm run bench [-- PART], PART one of ` +
      `${Object.keys(PARTS).join(', ')}; after clip one of ${Object.keys(SIZES).join(', ')}, after live seconds.`,
  );
  process.exit(1);
}

async function main(words: readonly string[]): Promise<void> {
  const [name, word, ...rest] = words;
  const parts = Object.entries(PARTS).filter(([part]) => name === undefined || part === name);
  if (rest.length > 0 || parts.length === 0) refuse(words);
  for (const [, part] of parts) if (!(await part(word))) refuse(words);
}

await main(process.argv.slice(2));
