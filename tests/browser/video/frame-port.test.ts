import { expect, it } from 'vitest';
import { borrowFrames, lendFrames } from '../../../src/video/frame-port';
import { openClip, type OpenOptions } from '../../../src/video/open-clip';
import { fetchClip } from './read-clip';
import { readNumber } from '../../rig/read-number';

async function lent(name: string, route: NonNullable<OpenOptions['route']>) {
  const clip = await openClip(await fetchClip(name), { name, route });
  const { port1, port2 } = new MessageChannel();
  const stop = lendFrames(clip, port1);
  return {
    frames: borrowFrames(port2),
    end: () => {
      stop();
      clip.close();
    },
  };
}

it.each(['webcodecs', 'element'] as const)(
  'lends the frames of the %s route through a port',
  async (route) => {
    const { frames, end } = await lent('cut.webm', route);
    const numbers: number[] = [];
    const warnings: string[] = [];
    const onWarning = (sentence: string) => warnings.push(sentence);
    for await (const { image, timeS } of frames({ fromS: 0.3, onWarning })) {
      numbers.push(readNumber(image));
      expect(Math.round(timeS * 30)).toBe(numbers.at(-1));
      image.close();
    }
    end();
    expect(numbers.slice(0, 3)).toEqual([9, 10, 11]);
    expect(numbers.length).toBeGreaterThan(20);
    expect(warnings).toEqual([expect.stringContaining('the file ends early')]);
  },
);

it('begins anew after a pass was left, and rejects when cancelled', async () => {
  const { frames, end } = await lent('h264.mp4', 'webcodecs');
  for (const fromS of [1, 0, 0.5]) {
    for await (const { image, timeS } of frames({ fromS })) {
      image.close();
      expect(timeS).toBeCloseTo(fromS, 6);
      break;
    }
  }
  const cancel = new AbortController();
  const pass = frames({ signal: cancel.signal });
  (await pass.next()).value?.image.close();
  const next = pass.next();
  cancel.abort();
  await expect(next).rejects.toMatchObject({ name: 'AbortError' });
  end();
});

it('passes a refusal on in its own words', async () => {
  const { frames, end } = await lent('hevc.mp4', 'element');
  await expect(frames().next()).rejects.toMatchObject({
    problem: 'cannotDecode',
    message: expect.stringContaining('“hevc.mp4” is stored as') as string,
  });
  end();
});
