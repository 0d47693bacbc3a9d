import { chooseRunner } from '../src/analysis/choose-runner';
import { FIRST_LOOK_S, ROW_LENGTH, type RunnerRegion, type RunnerScouted } from '../src/pose/contract';
import { trackOfRows } from '../src/pose/row-collector';
import { seenAt } from '../src/pose/tracker-state';
import type { Seconds } from '../src/units';
import type { TimedFrame } from '../src/video/clip';
import type { ClipCursor } from './clip-cursor';
import type { ReadClip } from './follow-stretch';
import { FrameReader } from './frame-reader';
import { unlessGpuIsLost } from './gpu-lost';
import { PeopleFinder, square, wholePicture } from './people';
import type { PoseModel } from './pose-model';
import { RunnerTracker } from './runner-tracker';

/** People are looked for in so many frames of the first seconds: who is hidden in one is seen in another. *(judgement)* */
const LOOKS = 3;
/** Whoever is found is followed in so many frames a second: a stride of running has eight. *(judgement)* */
const FRAMES_PER_S = 16;
/** More people are not followed. *(judgement: a gym's clip rarely shows more that are as large)* */
const MOST_PEOPLE = 5;
/** Two squares whose middles are nearer than this part of their widths, and as large but for this factor, hold one person. *(judgement)* */
const SAME_PLACE = 0.2;
const SAME_SIZE = 1.4;

type OpenClip = Pick<ReadClip, 'facts' | 'cursor'>;

/**
 * Of the people in a clip's first seconds the one who runs. Where only one is seen nobody has to be followed for it, and the
 * clip is followed as ever. `onStep`: called while it gets on.
 */
export async function scoutRunner(
  clip: OpenClip,
  model: PoseModel,
  onStep: () => void,
): Promise<RunnerScouted> {
  const people = await peopleIn(clip, model, onStep);
  const [only] = people;
  if (only === undefined)
    return { found: { candidates: [], chosen: -1, sure: false, why: 'nobody was seen' }, choice: 'largest' };
  if (people.length === 1) return { found: alone(only), choice: 'largest' };
  const found = chooseRunner(await tracksOf(people, clip, model, onStep));
  const chosen = found.candidates[found.chosen];
  // Where the runner is not seen in a frame, nobody beside the treadmill takes the place.
  const choice = chosen && { x: chosen.x, y: chosen.y, withinPx: chosen.legPx };
  return { found, choice: choice ?? 'largest' };
}

/** Nobody else is there: how the person moves is not asked. */
function alone({ xCenter, yCenter }: RunnerRegion): RunnerScouted['found'] {
  const unasked = { legPx: NaN, rhythm: NaN, strideHz: NaN, swing: NaN, wanders: NaN };
  const candidate = { x: xCenter, y: yCenter, ...unasked };
  return { candidates: [candidate], chosen: 0, sure: true, why: 'the only person' };
}

/** Squares round the people of a few frames, each once; those first who were seen most often, then the larger. */
async function peopleIn(
  { facts, cursor }: OpenClip,
  model: PoseModel,
  onStep: () => void,
): Promise<RunnerRegion[]> {
  const reader = new FrameReader(facts.width, facts.height);
  const finder = new PeopleFinder(model);
  const people: { region: RunnerRegion; seen: number }[] = [];
  for (let look = 0; look < LOOKS; look++) {
    const frame = await frameAt(
      cursor,
      look === 0 ? -Infinity : facts.startS + (look * FIRST_LOOK_S) / (LOOKS - 1),
    );
    if (frame === null) break;
    try {
      reader.open(frame);
      for (const region of await everybodyIn(reader, finder)) {
        const known = people.find((person) => isSame(person.region, region));
        if (known === undefined) people.push({ region, seen: 1 });
        else known.seen++;
      }
    } finally {
      frame.image.close();
    }
    onStep();
  }
  return people
    .sort((a, b) => b.seen - a.seen || b.region.width - a.region.width)
    .slice(0, MOST_PEOPLE)
    .map(({ region }) => region);
}

/** The first frame from a time on; null = there is none. */
async function frameAt(cursor: ClipCursor, fromS: Seconds): Promise<TimedFrame | null> {
  const frames = cursor.between(fromS, Infinity);
  const { value } = await frames.next();
  await frames.return();
  return value ?? null;
}

/** Everybody in one frame, each once. Who does not fit into a part of the picture is seen in the whole, and badly in the part. */
async function everybodyIn(reader: FrameReader, finder: PeopleFinder): Promise<RunnerRegion[]> {
  const everybody = await unlessGpuIsLost(() => finder.inSquare(reader, wholePicture(reader)));
  for (const part of partsOf(reader))
    for (const region of await unlessGpuIsLost(() => finder.inSquare(reader, part)))
      if (region.width <= part.width && !everybody.some((other) => isSame(other, region)))
        everybody.push(region);
  return everybody;
}

/** Squares as high (or wide) as the picture: small people are seen only where they fill more of what is looked at. */
function partsOf({ width, height }: FrameReader): RunnerRegion[] {
  const [side, long] = [Math.min(width, height), Math.max(width, height)];
  if (side === long) return [];
  return [side / 2, long / 2, long - side / 2].map((middle) =>
    width > height ? square(middle, height / 2, side) : square(width / 2, middle, side),
  );
}

function isSame(a: RunnerRegion, b: RunnerRegion): boolean {
  const [small, large] = [Math.min(a.width, b.width), Math.max(a.width, b.width)];
  const distance = Math.hypot(a.xCenter - b.xCenter, a.yCenter - b.yCenter);
  return distance < SAME_PLACE * small && large < SAME_SIZE * small;
}

/** Each person followed through the first seconds. */
async function tracksOf(
  people: readonly RunnerRegion[],
  { facts, cursor }: OpenClip,
  model: PoseModel,
  onStep: () => void,
) {
  const reader = new FrameReader(facts.width, facts.height);
  const trackers = people.map((region) => {
    const { xCenter: x, yCenter: y, width } = region;
    return new RunnerTracker(model, { x, y, withinPx: width * SAME_PLACE }, seenAt(region));
  });
  const rows = trackers.map((): Float32Array<ArrayBuffer>[] => []);
  const timesS: Seconds[] = [];
  let dueS = -Infinity;
  for await (const frame of cursor.between(-Infinity, facts.startS + FIRST_LOOK_S)) {
    try {
      if (frame.timeS < dueS) continue;
      dueS = frame.timeS + 1 / FRAMES_PER_S - frame.durationS / 2;
      timesS.push(frame.timeS);
      reader.open(frame);
      for (const [k, tracker] of trackers.entries()) {
        const row = new Float32Array(ROW_LENGTH);
        await unlessGpuIsLost(() => tracker.follow(reader, row));
        rows[k]!.push(row);
      }
      onStep();
    } finally {
      frame.image.close();
    }
  }
  return rows.map((own) =>
    trackOfRows(own.map((row, frame) => ({ timeS: Float64Array.of(timesS[frame]!), rows: row }))),
  );
}
