import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AppPage, openAppPage } from '../../src/command/app-page';
import type * as InPage from '../../src/command/in-page';
import { FIELD_DATA, fieldPath, SKIPPED } from '../field/field-data';

let app: AppPage;

beforeAll(async () => {
  app = await openAppPage();
  // A browser whose workers have no WebCodecs: the program is the same, the decoder is gone before it starts.
  await app.page.route('**/pose.worker*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `delete self.VideoDecoder;\n${await response.text()}` });
  });
});

afterAll(async () => {
  await app.close();
});

it.skipIf(!FIELD_DATA)(
  `without WebCodecs every frame comes through a <video>, and the page says it is slower${SKIPPED}`,
  async () => {
    const input = await app.page.evaluateHandle(() =>
      Object.assign(document.createElement('input'), { type: 'file' }),
    );
    await input.asElement().setInputFiles(fieldPath('rendered/side-right-lean12.mp4'));
    const answer = await app.page.evaluate(async (input) => {
      const address = '/command.js';
      const inPage = (await import(address)) as typeof InPage;
      const file = input.files?.[0] ?? new File([], 'absent');
      const request = {
        view: 'auto',
        model: 'lite',
        backend: 'wasm',
        slowMotionFactor: 1,
        rollDeg: null,
        strips: [],
      } as const;
      return inPage.analyseFile(file, { ...request, strips: [] }, () => undefined);
    }, input);
    if ('refused' in answer) throw new Error(answer.refused);
    expect(answer.warnings.join(' ')).toMatch(/played frame by frame, which is slower/);
    const { source, track } = JSON.parse(answer.json) as {
      source: { frames: number; fps: number };
      track: { timeS: number[]; landmarks: Record<string, { x: (number | null)[] }> };
    };
    expect(source).toMatchObject({ frames: 180, fps: 30 });
    expect(track.timeS.every((timeS, frame) => Math.abs(timeS - frame / 30) < 1e-4)).toBe(true);
    expect(track.landmarks['right_hip']?.x.filter((x) => x === null)).toEqual([]);
  },
);
