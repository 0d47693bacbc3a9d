/**
 * Live numbers against the offline analysis of the same clip, stride by stride. Chromium's fake camera plays a field clip again
 * and again (MJPEG, 30 frames/s); the offline analysis has the whole clip at its own rate. The camera's clock starts anywhere
 * in the clip: where, is found by laying the ankles of live over those of offline.
 */
import { readFileSync } from 'node:fs';
import type { JSHandle, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveStride } from '../../src/live/live-reading';
import type { CameraFrame } from '../../src/pose/camera-contract';
import { ROW_STRIDE } from '../../src/pose/contract';
import { LANDMARK_NAMES } from '../../src/pose/landmarks';
import { fakeCameraFlags, fakeFilm } from '../e2e/fake-camera';
import { type App, openApp } from '../e2e/open-app';
import { FIELD_DATA, fieldPath, SKIPPED } from './field-data';
import { type AnalysisFile, analyseToJson } from './run-command';

/** Issue 7. */
const ANGLE_DEG = 1.5;
const CADENCE_SHARE = 0.01;
/** Strides of one leg lie 0.7 s apart; two ends this near are of the same stride. */
const SAME_STRIDE_S = 0.15;
/** The film is whole strides of one leg, so that the runner runs on where it starts again; what is left of a jump reaches so far. */
const SEAM_S = 0.3;
const FILM_HZ = 30;
const LOOPS = 2.4;
/**
 * A machine that holds less, or only the small model, is asked for the means of the run alone; what its single strides reach is
 * printed. That strides agree one by one at 30 and at 15 frames/s, whatever the machine: tests/browser/live.
 */
const EACH_FROM_HZ = 15;
/** Issue 7 wants none missed, and most runs miss none; now and then landmarks that a frame lost cost one. */
const MISSED_SHARE = 0.02;

const CLIPS = [
  { clip: 'rendered/side-left-lean4.mp4', angle: 'trunkLeanMeanDeg' },
  { clip: 'real/treadmill-side-30fps.mp4', angle: 'trunkLeanMeanDeg' },
  { clip: 'rendered/rear-band-drop6.mp4', angle: 'pelvicDropPeakDeg' },
] as const;

type OfflineStride = AnalysisFile['strides'][number];

describe.skipIf(!FIELD_DATA).each(CLIPS)(`live against offline, $clip${SKIPPED}`, ({ clip, angle }) => {
  let app: App;
  let told: LiveStride[];
  let held: Held;
  let offline: OfflineStride[];
  let periodS: number;
  /** From the film's time to the camera's, modulo its length. */
  let offsetS: number;

  beforeAll(async () => {
    const path = fieldPath(clip);
    const { strides, track, source } = await analyseToJson(path);
    const lefts = strides.filter(({ side }) => side === 'left');
    const [fromS, toS] = [lefts[0]?.startS ?? NaN, lefts.at(-1)?.endS ?? NaN];
    offline = strides.map((stride) => ({
      ...stride,
      startS: stride.startS - fromS,
      endS: stride.endS - fromS,
    }));
    const film = fakeFilm(path, { format: 'mjpeg', rateHz: FILM_HZ, fromS, durationS: toS - fromS });
    periodS = framesOf(film) / FILM_HZ;
    app = await openApp(fakeCameraFlags(film));
    let seen: Ankles[];
    ({ told, held, seen } = await toldIn(app, LOOPS * periodS));
    offsetS = bestOffset(seen, anklesOf(track, source, fromS), periodS);
  }, 240_000);
  afterAll(() => app.close());

  it('tells every stride once, with the offline values', () => {
    const firstS = (told[2]?.endS ?? NaN) + 0.01;
    const lastS = told.at(-1)?.endS ?? NaN;
    let [off, offCadence, withheld] = [0, 0, 0];
    const pairs: [live: number, offline: number][] = [];
    const missed: string[] = [];
    // The camera's clock starts anywhere.
    const firstLoop = Math.floor((firstS - offsetS) / periodS) - 1;
    for (let loop = firstLoop; loop <= firstLoop + LOOPS + 2; loop++) {
      for (const stride of offline) {
        const endS = stride.endS + offsetS + loop * periodS;
        if (endS < firstS || endS > lastS) continue;
        if (stride.startS < SEAM_S || stride.endS > periodS - SEAM_S) continue;
        const own = told.filter(
          (one) => one.side === stride.side && Math.abs(one.endS - endS) < SAME_STRIDE_S,
        );
        expect(own.length, `strides told for the one ending at ${stride.endS.toFixed(2)} s`).toBeLessThan(2);
        const [live] = own;
        const [value, cadence] = [stride.values[angle] ?? NaN, stride.values['cadenceSpm'] ?? NaN];
        if (live === undefined)
          missed.push(
            `${stride.side} ${stride.endS.toFixed(2)} s, ${(endS - firstS).toFixed(1)} s after the third`,
          );
        else {
          if (Number.isNaN(live[angle])) withheld++;
          else {
            pairs.push([live[angle], value]);
            off = Math.max(off, Math.abs(live[angle] - value));
          }
          offCadence = Math.max(offCadence, Math.abs(live.cadenceSpm / cadence - 1));
        }
      }
    }
    const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const offMean = meanOf(pairs.map(([live]) => live)) - meanOf(pairs.map(([, value]) => value));
    const cadence = {
      live: meanOf(
        told
          .slice(3)
          .map(({ cadenceSpm }) => cadenceSpm)
          .filter(Number.isFinite),
      ),
      offline: meanOf(offline.map(({ values }) => values['cadenceSpm'] ?? NaN).filter(Number.isFinite)),
    };
    console.log(
      `${clip}: at least ${held.rateHz} frames/s of the ${held.model} model; ${told.length} strides told, ${pairs.length} held against offline, ${withheld} without the angle, ` +
        `${missed.length} missed; ${angle} within ${off.toFixed(2)}°, of the run ${offMean.toFixed(2)}°, cadence of a stride within ${(100 * offCadence).toFixed(2)} %, ` +
        `of the run ${(100 * (cadence.live / cadence.offline - 1)).toFixed(2)} %`,
    );
    expect(pairs.length).toBeGreaterThan(8);
    if (held.rateHz >= EACH_FROM_HZ && held.model === 'full') {
      expect(missed.length, missed.join('; ')).toBeLessThanOrEqual(Math.ceil(MISSED_SHARE * pairs.length));
      expect(off).toBeLessThan(ANGLE_DEG);
    }
    expect(Math.abs(offMean)).toBeLessThan(ANGLE_DEG);
    expect(Math.abs(cadence.live / cadence.offline - 1)).toBeLessThan(CADENCE_SHARE);
  });
});

/** The least that the machine held, as the debug line told it second by second, and the models it took. */
interface Held {
  readonly rateHz: number;
  readonly model: string;
}

/** What the screen tells in `seconds` of running, from the first figures on. */
async function toldIn(
  app: App,
  seconds: number,
): Promise<{ told: LiveStride[]; held: Held; seen: Ankles[] }> {
  const page = await app.visit();
  const ankles = await writeDownAnkles(page);
  await page.getByRole('button', { name: 'Use the camera' }).click();
  await page.getByRole('button', { name: 'Switch the camera on' }).click();
  await page.locator('[data-stride]').first().waitFor({ state: 'attached', timeout: 60_000 });
  await page.keyboard.press('d');
  const paces: string[] = [];
  for (let second = 0; second < seconds; second++) {
    await page.waitForTimeout(1000);
    paces.push(await page.locator('[data-pace]').innerText());
  }
  const strides = await page
    .locator('[data-stride]')
    .evaluateAll((items) => items.map((item) => item.getAttribute('data-stride') ?? ''));
  const seen = await ankles.jsonValue();
  await page.context().close();
  return {
    seen,
    // The newest stands first.
    told: strides.map((text) => asStride(JSON.parse(text) as Record<string, unknown>)).reverse(),
    held: {
      rateHz: Math.min(...paces.map(parseFloat).filter(Number.isFinite)),
      model: [...new Set(paces.map((pace) => /(lite|full|heavy), /.exec(pace)?.[1]))].join(', then '),
    },
  };
}

/** JSON has no NaN: it writes null. */
function asStride(told: Record<string, unknown>): LiveStride {
  const number = (name: string) => (typeof told[name] === 'number' ? told[name] : NaN);
  return {
    side: told['side'] === 'left' ? 'left' : 'right',
    startS: number('startS'),
    endS: number('endS'),
    trunkLeanMeanDeg: number('trunkLeanMeanDeg'),
    pelvicDropPeakDeg: number('pelvicDropPeakDeg'),
    cadenceSpm: number('cadenceSpm'),
  };
}

/** Across and down of both ankles, in shares of the picture. */
interface Ankles {
  timeS: number;
  at: number[];
}

const ANKLES = ['left_ankle', 'right_ankle'] as const;
/** As a camera frame's row has them: x, y, z, confidence of each landmark. */
const ANKLE_PLACES = ANKLES.flatMap((name) =>
  [0, 1].map((k) => LANDMARK_NAMES.indexOf(name) * ROW_STRIDE + k),
);

/** From now on the page writes down where the ankles were in every frame that it hands to the live analysis. */
function writeDownAnkles(page: Page): Promise<JSHandle<Ankles[]>> {
  return page.evaluateHandle((places) => {
    const seen: Ankles[] = [];
    globalThis.Worker = class extends Worker {
      override postMessage(message: unknown, rest?: Transferable[] | StructuredSerializeOptions): void {
        const { path, argumentList } = message as {
          path?: string[];
          argumentList?: { value: CameraFrame }[];
        };
        const frame = path?.[0] === 'liveAdd' ? argumentList?.[0]?.value : undefined;
        if (frame !== undefined) {
          const { timeS, rows, width, height } = frame;
          const at = places.map((place, k) => (rows[place] ?? NaN) / (k % 2 === 0 ? width : height));
          seen.push({ timeS: timeS[0] ?? NaN, at });
        }
        if (Array.isArray(rest)) super.postMessage(message, rest);
        else super.postMessage(message, rest);
      }
    };
    return seen;
  }, ANKLE_PLACES);
}

function anklesOf(
  { timeS, landmarks }: AnalysisFile['track'],
  { width, height }: AnalysisFile['source'],
  fromS: number,
): Ankles[] {
  return timeS.map((time, frame) => ({
    timeS: time - fromS,
    at: ANKLES.flatMap((name) => [
      (landmarks[name]?.x[frame] ?? NaN) / width,
      (landmarks[name]?.y[frame] ?? NaN) / height,
    ]),
  }));
}

function bestOffset(seen: readonly Ankles[], offline: readonly Ankles[], periodS: number): number {
  const film = offline.filter(({ timeS }) => timeS >= 0 && timeS < periodS);
  const stepS = periodS / film.length;
  let [best, fewest] = [0, Infinity];
  for (let offsetS = 0; offsetS < periodS; offsetS += 0.01) {
    let [sum, count] = [0, 0];
    for (const { timeS, at } of seen) {
      const filmS = (((timeS - offsetS) % periodS) + periodS) % periodS;
      const there = film[Math.min(film.length - 1, Math.round(filmS / stepS))];
      at.forEach((value, k) => {
        const apart = Math.abs(value - (there?.at[k] ?? NaN));
        if (Number.isNaN(apart)) return;
        sum += apart;
        count++;
      });
    }
    if (sum / count < fewest) [best, fewest] = [offsetS, sum / count];
  }
  return best;
}

/** Every JPEG begins with the same three bytes, which are never inside one. */
function framesOf(film: string): number {
  const bytes = readFileSync(film);
  const start = Buffer.from([0xff, 0xd8, 0xff]);
  let frames = 0;
  for (let at = bytes.indexOf(start); at >= 0; at = bytes.indexOf(start, at + 1)) frames++;
  return frames;
}
