import { describe, expect, it } from 'vitest';
import { openClip } from '../../../src/video/open-clip';
import { fetchClip, readClip } from './read-clip';

async function refusal(name: string): Promise<string> {
  const error: unknown = await readClip(name).then(
    () => 'was read',
    (reason: unknown) => reason,
  );
  return String(error);
}

describe('a clip that cannot be used is refused in one sentence', () => {
  it.each([
    ['zero.mp4', 'ClipError: “zero.mp4” is empty (0 bytes); copy it again from the camera.'],
    ['text.mp4', /“text.mp4” is not a video that can be read; choose an MP4, MOV, WebM or MKV clip/],
    ['windows.avi', /“windows.avi” is an AVI file, which browsers do not read; .*convert it to MP4/],
    ['sound.mp4', 'ClipError: “sound.mp4” has no picture, only sound; choose the video file.'],
    ['cut-index.mp4', /“cut-index.mp4” is incomplete: its index, which cameras write last, is missing/],
    ['encrypted.mp4', /“encrypted.mp4” is encrypted and cannot be read; use the original recording/],
    ['mpeg4.mp4', /“mpeg4.mp4” is stored as mp4v, which this browser cannot play; convert it to MP4/],
    ['msmpeg4.mkv', /“msmpeg4.mkv” is stored as V_MS\/VFW\/FOURCC, which this browser cannot play/],
    ['hevc.mp4', /“hevc.mp4” is stored as hev1[.\w]+, which this browser cannot play; convert it/],
    ['one-frame.mp4', /“one-frame.mp4” holds a single frame; film at least ten seconds/],
  ])('%s', async (name, sentence) => {
    expect(await refusal(name)).toMatch(sentence);
  });

  it('in a worker too, where no <video> can help', async () => {
    const file = await fetchClip('hevc.mp4');
    await expect(openClip(file, { name: 'hevc.mp4', route: 'webcodecs' })).rejects.toMatchObject({
      problem: 'cannotDecode',
      message: expect.stringContaining('which this browser cannot decode') as string,
    });
  });
});

describe('a clip with an end missing gives the frames it has', () => {
  it.each([
    ['cut.mp4', 'webcodecs', 360],
    ['cut.mp4', 'element', 360],
    ['cut.webm', 'webcodecs', 120],
    ['cut.webm', 'element', 120],
  ] as const)('%s through %s', async (name, route, whole) => {
    const read = await readClip(name, { route });
    const count = read.numbers.length;
    expect(count).toBeGreaterThan(whole * 0.25);
    expect(read.numbers).toEqual(Array.from({ length: count }, (_, k) => k));
    const warning = `the file ends early: ${count} of about ${whole} frames could be read`;
    expect(read.source?.warnings).toEqual([warning]);
  });

  it('damaged.mp4: up to the damage, the same number every time', async () => {
    const [first, second] = [await readClip('damaged.mp4'), await readClip('damaged.mp4')];
    expect(first.numbers.length).toBeGreaterThan(40);
    expect(second.numbers).toEqual(first.numbers);
    expect(first.warnings).toEqual([
      expect.stringMatching(/^the clip is damaged after 0\.\d\d s: \d+ of about 120 frames could be read$/),
    ]);
  });
});
