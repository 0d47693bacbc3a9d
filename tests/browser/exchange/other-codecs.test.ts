import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeOverlayVideo } from '../../../src/exchange/overlay-video';
import { openClip } from '../../../src/video/open-clip';
import { fetchClip } from '../video/read-clip';
import { readExported } from './exported';

// A file of its own: mediabunny remembers what a browser encodes.
const isConfigSupported = VideoEncoder.isConfigSupported.bind(VideoEncoder);
let refused = /^avc1/;
beforeAll(() => {
  VideoEncoder.isConfigSupported = async (config) =>
    refused.test(config.codec) ? { supported: false, config } : isConfigSupported(config);
});
afterAll(() => {
  VideoEncoder.isConfigSupported = isConfigSupported;
});

async function written(name: string): Promise<Blob> {
  const clip = await openClip(await fetchClip(name), { name });
  try {
    return await writeOverlayVideo(clip, { frames: 60, fps: 30, draw: () => undefined });
  } finally {
    clip.close();
  }
}

it('a browser without H.264 writes VP9 into the MP4: every frame at its time, and it plays', async () => {
  const video = await written('fragmented.mp4');
  const read = await readExported(video);
  expect(read.codec).toMatch(/^vp09/);
  expect(read.numbers).toEqual(Array.from({ length: 60 }, (_, k) => k));
  read.timesS.forEach((timeS, k) => {
    expect(Math.abs(timeS - k / 30)).toBeLessThan(2e-6);
  });
  const element = document.createElement('video');
  element.muted = true;
  element.src = URL.createObjectURL(video);
  await element.play();
  expect(element.videoWidth).toBe(320);
});

it('a browser that encodes nothing of this size says so', async () => {
  refused = /./;
  await expect(written('turned-90.mov')).rejects.toThrow(
    'This browser cannot write videos of 192 × 320 pixels; try another browser, or a smaller clip.',
  );
});
