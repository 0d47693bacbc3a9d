import { beforeAll, describe, expect, it } from 'vitest';
import { RaisedArms } from '../../../src/live/raised-arms';
import { SetupAdvisor } from '../../../src/live/setup-advice';
import type { FollowedRunner } from '../../../src/pose/follow-progress';
import { PoseClient } from '../../../src/pose/pose-client';
import { setUpWasm, startBackend } from '../../../workers/start-backend';
import { cameraFramesOf } from '../../truth/camera-frames';
import {
  cadenceOff,
  differences,
  latenesses,
  meanOf,
  missed,
  runLive,
  twice,
} from '../../truth/live-against-offline';
import { recordingOf } from '../../truth/recording-of';
import { type Followed, newestOnly, thinned } from '../../truth/thinned';
import { fieldFile } from '../field-file';

const ABSENT = (await fieldFile('rendered/rear-band-drop6.mp4')) === null;
const GOOD_PICTURE = { bright: 0.6, contrast: 0.5, blownShare: 0, blurPx: 1, trunkPx: 200 };

beforeAll(async () => {
  setUpWasm();
  if (!(await startBackend('wasm'))) throw new Error('WASM does not start.');
});

const followed = new Map<string, Promise<FollowedRunner>>();

/** Raw landmarks of the full model, as the pose worker gives them; each clip is followed once. */
function follow(path: string): Promise<FollowedRunner> {
  const following = followed.get(path) ?? followAnew(path);
  followed.set(path, following);
  return following;
}

async function followAnew(path: string): Promise<FollowedRunner> {
  const modelsUrl = new URL('/models/', location.href).href;
  const client = new PoseClient({ model: 'full', backend: 'wasm', modelsUrl });
  try {
    const file = (await fieldFile(path))!;
    return await client.follow(file, { name: file.name, runner: 'largest', slowMotionFactor: 1 });
  } finally {
    client.close();
  }
}

/** The same frames live and offline. */
async function both({ track, pelvis }: Followed, { summary }: FollowedRunner) {
  const { width, height } = summary.facts;
  const evidence = { timeS: track.timeS, rows: pelvis };
  const look = { quality: GOOD_PICTURE, cameraRoll: summary.cameraRoll };
  const frames = cameraFramesOf(track, { width, height, look, pelvis: evidence });
  const seen = pelvis.every(Number.isNaN) ? null : evidence;
  const recording = recordingOf(track);
  const source = { ...recording.source, width, height };
  const offline = { ...recording, source, pelvis: seen, cameraRoll: summary.cameraRoll };
  return { frames, run: await runLive(frames, offline) };
}

const largest = (values: readonly number[]) => Math.max(...values.map(Math.abs));

describe.skipIf(ABSENT)('live strides of a pose model’s landmarks (skipped without ../shared/field)', () => {
  it.each([
    ['rendered/rear-band-drop6.mp4', 'rear', 'waistband'],
    ['rendered/rear-plain-drop8.mp4', 'rear', 'hem'],
    ['rendered/side-left-lean4.mp4', 'left', 'none'],
    ['real/treadmill-side-30fps.mp4', 'left', 'none'],
  ] as const)(
    '%s: each once, in time, as offline, at 30, at 15 and at uneven frames',
    async (clip, view, method) => {
      const followed = await follow(clip);
      const rates: [string, Followed, number][] = [
        ['30 fps', thinned(followed, 30), 1],
        ['15 fps', thinned(followed, 15), 1.5],
        ['newest only', newestOnly(thinned(followed, 30)), 1.5],
      ];
      for (const [rate, frames, strideLate] of rates) {
        const name = `${clip} ${rate}`;
        const { run } = await both(frames, followed);
        const late = latenesses(run.told);
        const lean = differences(run, 'trunkLeanMeanDeg');
        const drop = differences(run, 'pelvicDropPeakDeg');
        console.info(
          `${name}: told ${run.told.length}, offline ${run.offline.length}, late ${largest(late).toFixed(2)} strides, ` +
            `lean ${largest(lean).toFixed(2)}°, drop ${largest(drop).toFixed(2)}°, cadence ${(100 * cadenceOff(run)).toFixed(2)} %, ` +
            `${meanOf(run.lookMs).toFixed(0)} ms a look`,
        );
        expect(run.told.length, name).toBeGreaterThan(11);
        expect(missed(run.offline, run.told, frames.track.timeS.at(-1)!), name).toEqual([]);
        expect(twice(run.told), name).toEqual([]);
        expect(largest(late), name).toBeLessThan(strideLate);
        expect(Math.abs(cadenceOff(run)), name).toBeLessThan(0.01);
        expect(new Set(run.readings.map((one) => one.view).filter((one) => one !== null)), name).toEqual(
          new Set([view]),
        );
        expect(run.readings.at(-1)?.pelvicMethod, name).toBe(method);
        const headline = view === 'rear' ? drop : lean;
        expect(headline.length, name).toBeGreaterThan(9);
        expect(largest(headline), name).toBeLessThan(1.5);
      }
    },
  );

  it.each([['real/treadmill-side-30fps.mp4'], ['rendered/rear-plain-drop8.mp4']])(
    '%s: running raises no arms, and the picture needs nothing that spoils',
    async (clip) => {
      const followed = await follow(clip);
      const { frames, run } = await both(thinned(followed, 30), followed);
      const arms = new RaisedArms();
      expect(frames.filter((frame) => arms.see(frame))).toEqual([]);
      const advisor = new SetupAdvisor();
      const last = run.readings.at(-1) ?? null;
      const advice = frames.flatMap((frame) => advisor.see(frame, last));
      expect(advice.filter(({ spoils }) => spoils)).toEqual([]);
      console.info(`${clip}: ${[...new Set(advice.map(({ id }) => id))].join(', ') || 'nothing'} advised`);
    },
  );
});
