/**
 * `npm run bench`: what everything costs, beside the alternatives, in one run. Prints ratios.
 * `npm run bench -- PART`: one part alone. `npm run bench -- live SECONDS`: also the camera's memory over so many seconds.
 */
import { benchAnalysis } from './analysis';
import { buildBench, OUT_DIR } from './bench-page';
import { benchClips } from './clip';
import { benchCompare } from './compare';
import { benchJourney } from './journey';
import { benchLive, benchLiveMemory } from './live';
import { benchLiveStrides } from './live-strides';
import { benchClip } from './media';
import { benchPelvicLine } from './pelvic-line';
import { benchStorage } from './storage';

/** What can be run, in the order in which all of it is. */
const PARTS = {
  compare: benchCompare,
  strides: benchLiveStrides,
  live: () => benchLive(OUT_DIR),
  clip: benchClips,
  analysis: benchAnalysis,
  pelvis: () => {
    benchPelvicLine();
  },
  storage: () => benchStorage(OUT_DIR),
  journey: () => benchJourney(OUT_DIR),
} as const;
type PartName = keyof typeof PARTS;
/** These need neither the built page nor a clip. */
const ALONE: readonly PartName[] = ['compare', 'strides'];

function isPart(name: string): name is PartName {
  return Object.hasOwn(PARTS, name);
}

/** The parts that are asked for, and for how many seconds the camera's memory is watched. Exits where that is not to be understood. */
function asked(): { parts: PartName[]; seconds: number | null } {
  const [name, seconds, ...rest] = process.argv.slice(2);
  const isNumber = name === 'live' && Number(seconds) > 0;
  if (rest.length > 0 || (seconds !== undefined && !isNumber) || (name !== undefined && !isPart(name))) {
    console.error(
      `bench: “${process.argv.slice(2).join(' ')}” is not to be understood. Use: npm run bench [-- PART], PART one of ` +
        `${Object.keys(PARTS).join(', ')}; after live the seconds over which its memory is watched.`,
    );
    process.exit(1);
  }
  const parts = name === undefined ? Object.keys(PARTS).filter(isPart) : [name].filter(isPart);
  return { parts, seconds: seconds === undefined ? null : Number(seconds) };
}

async function main(): Promise<void> {
  const { parts, seconds } = asked();
  let isBuilt = false;
  for (const part of parts) {
    if (!ALONE.includes(part)) {
      if (benchClip('720p', 1) === null) {
        console.log(`bench: ../shared/field is not here, so there is no clip to measure ${part} on.`);
        continue;
      }
      if (!isBuilt) await buildBench();
      isBuilt = true;
    }
    await PARTS[part]();
  }
  if (seconds !== null) await benchLiveMemory(OUT_DIR, seconds);
}

await main();
