import { describe, expect, it } from 'vitest';
import { CameraRecorder, type Piece } from '../../../src/video/camera-recorder';
import { openClip } from '../../../src/video/open-clip';
import { seededRandom } from '../../truth/random';
import { filmCamera } from '../../rig/film-camera';
import { readNumber } from '../../rig/read-number';

const random = seededRandom(3);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** From 16 to 60 ms: as uneven as a camera in bad light. */
const uneven = () => 16 + 44 * random.even();
const [WIDTH, HEIGHT] = [640, 360];

async function read(blob: Blob) {
  const clip = await openClip(blob, { name: 'take' });
  const frames: { number: number; timeS: number; size: string }[] = [];
  const warnings: string[] = [];
  for await (const { image, timeS } of clip.frames({ onWarning: (line) => warnings.push(line) })) {
    const size = image instanceof VideoFrame ? `${image.displayWidth} × ${image.displayHeight}` : '';
    frames.push({ number: readNumber(image), timeS, size });
    image.close();
  }
  clip.close();
  return { facts: clip.facts, frames, warnings };
}

const countIn = async (blob: Blob) => (await read(blob)).frames.length;
const joined = (pieces: readonly Piece[]) => new Blob(pieces.map(({ blob }) => blob));

/** A camera and its recorder, under way for so long. */
async function underWay(ms: number) {
  const camera = filmCamera(WIDTH, HEIGHT, uneven);
  const pieces: Piece[] = [];
  const recorder = new CameraRecorder(camera.stream, (piece) => pieces.push(piece));
  await sleep(ms);
  return { camera, pieces, recorder };
}

/**
 * How far the times of the file are from the camera's, s: half of the frames, and nine of ten. A busy machine hands frames to the
 * recorder late, whose time is that of arrival; even times would be some 30 ms off in the middle.
 */
function timeErrorsS(frames: readonly { number: number; timeS: number }[], timesS: readonly number[]) {
  const lateS = frames.map(({ number, timeS }) => timeS - timesS[number]!).sort((a, b) => a - b);
  const startS = lateS[lateS.length >> 1]!;
  const errors = lateS.map((late) => Math.abs(late - startS)).sort((a, b) => a - b);
  return { halfS: errors[errors.length >> 1]!, mostS: errors[Math.floor(0.9 * errors.length)]! };
}

describe('a recording of the camera', () => {
  it('has every frame at the camera’s own uneven time, and knows its true length', async () => {
    const { camera, pieces, recorder } = await underWay(3000);
    expect(await recorder.stop()).toEqual({ why: 'stopped' });
    const { facts, frames, warnings } = await read(joined(pieces));
    camera.unplug();
    const numbers = frames.map(({ number }) => number);
    const first = numbers[0]!;
    expect(numbers).toEqual(numbers.map((_, k) => first + k));
    expect(first).toBeLessThan(3);
    expect(numbers.length).toBeGreaterThan(30);
    const { halfS, mostS } = timeErrorsS(frames, camera.timesS);
    expect(halfS).toBeLessThan(0.005);
    expect(mostS).toBeLessThan(0.02);
    const filmedS = frames.at(-1)!.timeS - frames[0]!.timeS;
    // The last frame lasts too.
    expect(facts.durationS).toBeGreaterThan(filmedS);
    expect(facts.durationS).toBeLessThan(filmedS + 0.1);
    expect(warnings).toEqual([]);
    expect(pieces.map(({ index }) => index)).toEqual(pieces.map((_, k) => k));
    expect(pieces.length).toBeGreaterThan(4);
  });

  it('opens wherever it is cut off, up to the last whole frame', async () => {
    const { camera, pieces, recorder } = await underWay(3000);
    await recorder.stop();
    camera.unplug();
    const counts: number[] = [];
    for (let k = 2; k <= pieces.length; k++) counts.push(await countIn(joined(pieces.slice(0, k))));
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(new Set(counts).size).toBeGreaterThan(counts.length / 2);
    const whole = joined(pieces);
    for (let k = 2; k < pieces.length; k++) {
      const from = joined(pieces.slice(0, k)).size;
      const cut = from + Math.round((pieces[k]?.blob.size ?? 0) * random.even());
      const count = await countIn(whole.slice(0, cut));
      expect(count, `cut at ${cut} of ${whole.size}`).toBeGreaterThanOrEqual(counts[k - 2]!);
      expect(count).toBeLessThanOrEqual(counts[k - 1]!);
    }
  });

  it('ends where the phone is turned, with pictures of one size', async () => {
    const { camera, pieces, recorder } = await underWay(1500);
    camera.turn(HEIGHT, WIDTH);
    expect(await recorder.ended).toEqual({ why: 'turned' });
    const { frames } = await read(joined(pieces));
    expect([...new Set(frames.map(({ size }) => size))]).toEqual([`${WIDTH} × ${HEIGHT}`]);
    expect(frames.length).toBeGreaterThan(15);
    const next: Piece[] = [];
    const upright = new CameraRecorder(camera.stream, (piece) => next.push(piece));
    await sleep(1000);
    await upright.stop();
    camera.unplug();
    const after = await read(joined(next));
    expect([after.facts.width, after.facts.height]).toEqual([HEIGHT, WIDTH]);
    expect(after.frames.length).toBeGreaterThan(8);
  });

  it('ends where the camera is unplugged, says so, and keeps what was filmed', async () => {
    const { camera, pieces, recorder } = await underWay(1500);
    camera.unplug();
    expect(await recorder.ended).toMatchObject({
      why: 'cameraLost',
      sentence: expect.stringMatching(/camera went away: .* is kept; connect/) as string,
    });
    const { frames } = await read(joined(pieces));
    expect(camera.timesS.length - frames.length).toBeLessThan(3);
    expect(() => new CameraRecorder(camera.stream, () => undefined)).toThrow(/camera went away/);
  });
});

describe('what browsers record', () => {
  it('is read without the frames after a turn of the phone, and says so', async () => {
    const camera = filmCamera(WIDTH, HEIGHT, uneven);
    const parts: Blob[] = [];
    const recorder = new MediaRecorder(camera.stream, { mimeType: 'video/webm;codecs=vp8' });
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const stopped = new Promise((resolve) => (recorder.onstop = resolve));
    recorder.start(500);
    await sleep(1500);
    camera.turn(HEIGHT, WIDTH);
    await sleep(700);
    recorder.stop();
    await stopped;
    camera.unplug();
    const { frames, warnings } = await read(new Blob(parts));
    expect(frames.length).toBeGreaterThan(15);
    expect([...new Set(frames.map(({ size }) => size))]).toEqual([`${WIDTH} × ${HEIGHT}`]);
    expect(warnings).toEqual([expect.stringMatching(/^the picture was turned .* \d+ frames were left out$/)]);
  });

  it.each([
    ['video/webm;codecs=vp8', 'webm'],
    ['video/webm;codecs=vp9', 'webm'],
    ['video/mp4;codecs=avc1', 'mp4'],
  ])('%s opens with its true times and length', async (mimeType, container) => {
    const camera = filmCamera(320, 180, uneven);
    const parts: Blob[] = [];
    const recorder = new MediaRecorder(camera.stream, { mimeType });
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const stopped = new Promise((resolve) => (recorder.onstop = resolve));
    recorder.start(500);
    await sleep(2500);
    recorder.stop();
    await stopped;
    const { facts, frames } = await read(new Blob(parts));
    camera.unplug();
    expect(facts.container).toBe(container);
    const { halfS, mostS } = timeErrorsS(frames, camera.timesS);
    expect(halfS).toBeLessThan(0.005);
    expect(mostS).toBeLessThan(0.02);
    expect(Math.abs(facts.durationS - (frames.at(-1)!.timeS - frames[0]!.timeS))).toBeLessThan(0.1);
    expect(facts.durationS).toBeGreaterThan(1.5);
  });
});
