/**
 * Live numbers against the offline analysis of the same clip, stride by stride. Chromium's fake camera plays a field clip again
 * and again (MJPEG, 30 frames/s); the offline analysis has the whole clip at its own rate. The camera's clock starts anywhere
 * in the clip, and on a busy machine runs on while the film stands still: every frame of the film carries its number.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveStride } from '../../src/live/live-reading';
import { fakeCameraFlags, fakeFilm } from '../rig/fake-camera';
import { type App, openApp } from '../rig/open-app';
import { FilmClock, writeDownFrames } from '../rig/film-clock';
import { FIELD_DATA, fieldPath, SKIPPED } from '../rig/field-data';
import { measured } from '../rig/measured';
import type { AnalysisFile } from '../rig/run-command';

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
 * A machine that holds less is asked for no number, one that holds only the small model for the means of the run alone; what it
 * reached is printed. That strides agree one by one at 30 and at 15 frames/s, whatever the machine: tests/browser/live.
 */
const EACH_FROM_HZ = 15;
/**
 * Issue 7 wants none missed, and most runs miss none. Now and then, on a busy machine, the frames around a contact are lacking: that
 * costs the two strides which it ends and begins.
 */
const MOST_MISSED = 2;
/** The camera's clock and the film part by this much within a stride where the machine was too busy to play it: no runner runs so. */
const SLIP_S = 1 / FILM_HZ;

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
  let clock: FilmClock;

  beforeAll(async () => {
    const path = fieldPath(clip);
    const { strides } = (await measured(path)).analysis;
    const lefts = strides.filter(({ side }) => side === 'left');
    const [fromS, toS] = [lefts[0]?.startS ?? NaN, lefts.at(-1)?.endS ?? NaN];
    offline = strides.map((stride) => ({
      ...stride,
      startS: stride.startS - fromS,
      endS: stride.endS - fromS,
    }));
    const whole = { format: 'mjpeg', rateHz: FILM_HZ, fromS, durationS: toS - fromS } as const;
    const film = fakeFilm(path, { ...whole, numbered: true });
    const frames = framesOf(film);
    periodS = frames / FILM_HZ;
    app = await openApp(fakeCameraFlags(film));
    const run = await toldIn(app, LOOPS * periodS);
    ({ told, held } = run);
    clock = new FilmClock(run.seen, frames, FILM_HZ);
  });
  afterAll(() => app.close());

  it('tells every stride once, with the offline values', ({ skip }) => {
    const firstS = (told[2]?.endS ?? NaN) + 0.01;
    const lastS = told.at(-1)?.endS ?? NaN;
    const inTime = shownStrides(offline, clock, periodS).filter(
      ({ endS }) => endS >= firstS && endS <= lastS,
    );
    const shown = inTime.filter(({ slipS }) => Math.abs(slipS) < SLIP_S);
    const own = shown.map(({ side, endS }) =>
      told.filter((one) => one.side === side && Math.abs(one.endS - endS) < SAME_STRIDE_S),
    );
    const missed = shown
      .filter((_, i) => own[i]!.length === 0)
      .map(({ side, endS }) => `${side}, ${(endS - firstS).toFixed(1)} s after the third`);
    const both = shown.flatMap((stride, i) => own[i]!.map((live) => ({ live, stride })));
    const angles = both
      .map(({ live, stride }): Pair => [live[angle], stride.values[angle] ?? NaN])
      .filter(([live]) => !Number.isNaN(live));
    const cadences = both.map(({ live, stride }): Pair => [live.cadenceSpm, stride.cadenceSpm]);
    const [off, offMean] = [largestOff(angles), meanOff(angles)];
    const offCadence = meanOff(cadences) / meanOf(cadences.map(([, stride]) => stride));
    console.log(
      `${clip}: at least ${held.rateHz} frames/s of the ${held.model} model; ${told.length} strides told, ${both.length} held against offline, ` +
        `${inTime.length - shown.length} played unevenly, ${both.length - angles.length} without the angle, ${missed.length} missed; ${angle} within ${off.toFixed(2)}°, of the run ${offMean.toFixed(2)}°, ` +
        `cadence of a stride within ${(100 * largestShare(cadences)).toFixed(2)} %, of the run ${(100 * offCadence).toFixed(2)} %`,
    );
    expect(Math.max(0, ...own.map(({ length }) => length)), 'told twice').toBeLessThan(2);
    skip(
      held.rateHz < EACH_FROM_HZ,
      `this machine held ${held.rateHz} frames/s: below ${EACH_FROM_HZ} no number is claimed`,
    );
    expect(angles.length).toBeGreaterThan(8);
    const each = held.model === 'full';
    expect(missed.length, missed.join('; ')).toBeLessThanOrEqual(each ? MOST_MISSED : Infinity);
    expect(off).toBeLessThan(each ? ANGLE_DEG : Infinity);
    expect(Math.abs(offMean)).toBeLessThan(ANGLE_DEG);
    expect(Math.abs(offCadence)).toBeLessThan(CADENCE_SHARE);
  });
});

type Pair = [live: number, offline: number];

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const meanOff = (pairs: readonly Pair[]) => meanOf(pairs.map(([live, offline]) => live - offline));
const largestOff = (pairs: readonly Pair[]) =>
  Math.max(...pairs.map(([live, offline]) => Math.abs(live - offline)));
const largestShare = (pairs: readonly Pair[]) =>
  Math.max(...pairs.map(([live, offline]) => Math.abs(live / offline - 1)));

/** A stride of the film as the camera showed it, in the camera's time. */
interface ShownStride {
  side: OfflineStride['side'];
  endS: number;
  values: OfflineStride['values'];
  cadenceSpm: number;
  /** How much longer it took than in the film. */
  slipS: number;
}

/** Every stride of each time that the film was played, but those across its seam. */
function shownStrides(offline: readonly OfflineStride[], clock: FilmClock, periodS: number): ShownStride[] {
  const whole = offline.filter(({ startS, endS }) => startS >= SEAM_S && endS <= periodS - SEAM_S);
  const loops = Math.ceil(clock.shownS / periodS);
  return Array.from({ length: loops }, (_, loop) =>
    whole.map(({ side, startS, endS, values }): ShownStride => {
      const [fromS, toS] = [clock.at(startS + loop * periodS), clock.at(endS + loop * periodS)];
      const cadenceSpm = ((values['cadenceSpm'] ?? NaN) * (endS - startS)) / (toS - fromS);
      return { side, endS: toS, values, cadenceSpm, slipS: toS - fromS - (endS - startS) };
    }),
  ).flat();
}

/** The least that the machine held, as the debug line told it second by second, and the models it took. */
interface Held {
  readonly rateHz: number;
  readonly model: string;
}

/** What the screen tells in `seconds` of running, from the first figures on. */
async function toldIn(app: App, seconds: number) {
  const page = await app.visit({ network: 'full' });
  const frames = await writeDownFrames(page);
  await page.getByRole('button', { name: 'Use the camera' }).click();
  await page.getByRole('button', { name: 'Switch the camera on' }).click();
  // A machine that is too slow for strides tells none; the pace then says so.
  await page
    .locator('[data-stride]')
    .first()
    .waitFor({ state: 'attached' })
    .catch(() => undefined);
  await page.keyboard.press('d');
  const paces: string[] = [];
  for (let second = 0; second < seconds; second++) {
    await page.waitForTimeout(1000);
    paces.push(await page.locator('[data-pace]').innerText());
  }
  const strides = await page
    .locator('[data-stride]')
    .evaluateAll((items) => items.map((item) => item.getAttribute('data-stride') ?? ''));
  const seen = await frames.jsonValue();
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
    evened: told['evened'] === true,
  };
}

/** Every JPEG begins with the same three bytes, which are never inside one. */
function framesOf(film: string): number {
  const bytes = readFileSync(film);
  const start = Buffer.from([0xff, 0xd8, 0xff]);
  let frames = 0;
  for (let at = bytes.indexOf(start); at >= 0; at = bytes.indexOf(start, at + 1)) frames++;
  return frames;
}
