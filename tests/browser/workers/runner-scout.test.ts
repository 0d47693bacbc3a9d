import { afterAll, describe, expect, it } from 'vitest';
import type { ClipFacts, TimedFrame } from '../../../src/video/clip';
import { openClip } from '../../../src/video/open-clip';
import { ClipCursor } from '../../../workers/clip-cursor';
import { openModel } from '../../../workers/open-model';
import { scoutRunner } from '../../../workers/runner-scout';
import { seededRandom } from '../../truth/random';

const [WIDTH, HEIGHT] = [1280, 720];
const FPS = 16;
const SECONDS = 2.6;
/** Of both views one, and the only one of 1 to 20 that a first rule missed: 19. Each takes seconds. */
const SEEDS = [1, 2, 19];
const FACTS: ClipFacts = {
  name: 'two people',
  container: 'mp4',
  codec: 'none',
  width: WIDTH,
  height: HEIGHT,
  rotationDeg: 0,
  mirrored: false,
  startS: 0,
  durationS: SECONDS,
  frameCountEstimate: SECONDS * FPS,
  slowMotionFactor: 1,
  suggestedSlowMotionFactor: null,
};

/** The demo runner, thinned. */
async function demoFrames(name: string): Promise<ImageBitmap[]> {
  const response = await fetch(`/demo/${name}.mp4`);
  const clip = await openClip(new File([await response.blob()], `${name}.mp4`), { name });
  const frames: ImageBitmap[] = [];
  for await (const { image, timeS } of clip.frames()) {
    if (timeS - clip.facts.startS >= frames.length / FPS) frames.push(await createImageBitmap(image));
    image.close();
    if (frames.length > SECONDS * FPS) break;
  }
  clip.close();
  return frames;
}

interface Person {
  /** Where the middle of the picture of them is, and how high it is. */
  x: number;
  y: number;
  high: number;
  frameAt: (k: number) => ImageBitmap;
}

/** A clip of people whose pictures lie over one another in this order. */
function clipOf(people: readonly Person[]): ClipCursor {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d')!;
  const frames = async function* ({ fromS = -Infinity }: { fromS?: number } = {}): AsyncGenerator<
    TimedFrame,
    void,
    undefined
  > {
    for (let k = 0; k < SECONDS * FPS; k++) {
      if (k / FPS < fromS) continue;
      context.fillStyle = '#8a8f94';
      context.fillRect(0, 0, WIDTH, HEIGHT);
      for (const { x, y, high, frameAt } of people) {
        const picture = frameAt(k);
        const wide = (high * picture.width) / picture.height;
        context.drawImage(picture, x - wide / 2, y - high / 2, wide, high);
      }
      const image = new VideoFrame(canvas, { timestamp: (1e6 * k) / FPS });
      const frame: TimedFrame = {
        image,
        timeS: k / FPS,
        durationS: 1 / FPS,
        rotationDeg: 0,
        mirrored: false,
      };
      yield await Promise.resolve(frame);
    }
  };
  return new ClipCursor({ frames });
}

const { model } = await openModel({
  model: 'lite',
  backend: 'wasm',
  modelsUrl: new URL('/models/', location.href).href,
});
const side = await demoFrames('before-side');
const rear = await demoFrames('before-rear');
afterAll(() => {
  model.dispose();
});

const scout = (people: readonly Person[]) =>
  scoutRunner({ facts: FACTS, cursor: clipOf(people) }, model, () => undefined);

describe('who runs', () => {
  it.each(SEEDS)(
    'is the runner and not a larger person who stands nearer to the middle (seed %i)',
    async (seed) => {
      const random = seededRandom(seed);
      const between = (low: number, high: number) => low + (high - low) * random.even();
      const pictures = seed % 2 === 0 ? rear : side;
      const standsStill = pictures[Math.floor(between(0, pictures.length))]!;
      const isLeft = random.even() < 0.5;
      const runner = {
        x: isLeft ? between(160, 260) : between(1020, 1120),
        y: between(380, 460),
        high: between(380, 500),
        frameAt: (k: number) => pictures[k % pictures.length]!,
      };
      const coach = { x: between(560, 720), y: 360, high: between(640, 710), frameAt: () => standsStill };
      const { found, choice } = await scout([coach, runner]);
      expect(found).toMatchObject({ sure: true, why: 'the only one whose feet keep a running rhythm' });
      expect(found.candidates.length).toBeGreaterThan(1);
      const x = choice === 'largest' ? NaN : choice.x;
      expect(Math.abs(x - runner.x)).toBeLessThan(0.2 * runner.high);
    },
  );

  it('is not asked where only one is seen: that one is followed as ever', async () => {
    const alone = { x: 640, y: 360, high: 700, frameAt: (k: number) => side[k % side.length]! };
    const { found, choice } = await scout([alone]);
    expect(choice).toBe('largest');
    expect(found).toMatchObject({ chosen: 0, sure: true, why: 'the only person' });
  });

  it('is nobody where nobody is seen', async () => {
    expect(await scout([])).toMatchObject({ choice: 'largest', found: { candidates: [], chosen: -1 } });
  });
});
