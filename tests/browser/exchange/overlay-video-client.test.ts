import { beforeAll, describe, expect, it } from 'vitest';
import { AnalysisClient } from '../../../src/analysis/analysis-client';
import type { Recording } from '../../../src/analysis/recording';
import { NO_CORRECTIONS, type RunAnalysis } from '../../../src/analysis/run-analysis';
import { framePicture } from '../../../src/exchange/frame-picture';
import { makeOverlayVideo } from '../../../src/exchange/overlay-video-client';
import { LANDMARK_NAMES } from '../../../src/pose/landmarks';
import { AnalysisPainter } from '../../../src/view/player/analysis-painter';
import { recordingOf } from '../../truth/recording-of';
import { syntheticRun } from '../../truth/synthetic-runner';
import { fetchClip } from '../video/read-clip';
import { readExported } from './exported';

/** The clip that the synthetic runner is put on: 120 frames at 60 fps, 320 × 192. */
const CLIP = 'h264.mp4';
const SIZE = { width: 320, height: 192 };

let file: File;
let recording: Recording;
let analysis: RunAnalysis;
beforeAll(async () => {
  file = await fetchClip(CLIP);
  const { track } = syntheticRun({ fps: 60, durationS: 2, legPx: 40 });
  // Into the grey lower half: the bar code above stays free.
  const { left_hip: hip, left_heel: heel } = track.landmarks;
  const [dx, dy] = [160 - hip.x[0]!, 185 - Math.max(...heel.y)];
  for (const name of LANDMARK_NAMES) {
    const columns = track.landmarks[name];
    columns.x.forEach((x, i) => (columns.x[i] = x + dx));
    columns.y.forEach((y, i) => (columns.y[i] = y + dy));
  }
  recording = recordingOf(track);
  recording.source = { ...recording.source, ...SIZE, name: CLIP };
  const analyser = new AnalysisClient();
  analysis = await analyser.analyse(recording, NO_CORRECTIONS);
  analyser.close();
});

/** Pixels of a picture by colour; the clip itself is black, white and grey, so every colour was drawn (thin lines are pale). */
function coloursOf(image: CanvasImageSource): { teal: number; amber: number; grey: number } {
  const context = new OffscreenCanvas(SIZE.width, SIZE.height).getContext('2d')!;
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, SIZE.width, SIZE.height);
  const count = { teal: 0, amber: 0, grey: 0 };
  for (let i = 0; i < data.length; i += 4) {
    const [red, green, blue] = [data[i]!, data[i + 1]!, data[i + 2]!];
    if (green - red > 12 && blue - red > 8) count.teal++;
    else if (red - blue > 15) count.amber++;
    else if (Math.abs(green - 128) < 20) count.grey++;
  }
  return count;
}

describe('the clip with the app’s overlay, made in a worker', () => {
  it('has every frame with its own number, and the runner’s left and right drawn on it', async () => {
    const done: number[] = [];
    const video = await makeOverlayVideo(file, recording, analysis, {
      onProgress: (step) => done.push(step.done),
    });
    const read = await readExported(video);
    expect(read.numbers).toEqual(Array.from({ length: 120 }, (_, k) => k));
    expect(done).toHaveLength(120);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    const element = document.createElement('video');
    element.src = URL.createObjectURL(video);
    element.currentTime = 1;
    // A busy browser says that it has sought before the picture can be drawn.
    await expect.poll(() => coloursOf(element).teal).toBeGreaterThan(50);
    expect(coloursOf(element).amber).toBeGreaterThan(20);
    element.src = URL.createObjectURL(file);
    await new Promise((resolve) => (element.onloadeddata = resolve));
    expect(coloursOf(element)).toMatchObject({ teal: 0, amber: 0 });
  });

  it('is cancelled at once, and tells nothing any more', async () => {
    const cancel = new AbortController();
    let told = 0;
    const making = makeOverlayVideo(file, recording, analysis, {
      signal: cancel.signal,
      onProgress: () => {
        if (++told === 3) cancel.abort();
      },
    });
    await expect(making).rejects.toMatchObject({ name: 'AbortError' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(told).toBe(3);
    await expect(
      makeOverlayVideo(file, recording, analysis, { signal: cancel.signal }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('says in the clip’s own words what is wrong with it', async () => {
    const text = await fetchClip('text.mp4');
    await expect(makeOverlayVideo(text, recording, analysis)).rejects.toMatchObject({
      name: 'ClipError',
      problem: 'notVideo',
    });
    const hevc = await fetchClip('hevc.mp4');
    await expect(makeOverlayVideo(hevc, recording, analysis)).rejects.toMatchObject({ name: 'ClipError' });
  });
});

describe('a picture of one frame', () => {
  it('is a PNG of the clip’s size with the same drawing, with or without the picture', async () => {
    const element = document.createElement('video');
    element.src = URL.createObjectURL(file);
    element.currentTime = 1.005;
    await new Promise((resolve) => (element.onseeked = resolve));
    const painter = new AnalysisPainter(analysis, SIZE);
    // The lower half of the clip is grey, the empty stage nearly black.
    for (const { image, leastGrey, mostGrey } of [
      { image: element, leastGrey: 15_000, mostGrey: Infinity },
      { image: null, leastGrey: -1, mostGrey: 5000 },
    ]) {
      const png = await framePicture({
        image,
        ...SIZE,
        timeS: analysis.track.timeS[60]!,
        draw: (context, timeS) => {
          painter.paint(context, timeS);
        },
      });
      expect(png.type).toBe('image/png');
      const bitmap = await createImageBitmap(png);
      expect([bitmap.width, bitmap.height]).toEqual([320, 192]);
      const { teal, grey } = coloursOf(bitmap);
      expect(teal).toBeGreaterThan(50);
      expect(grey).toBeGreaterThan(leastGrey);
      expect(grey).toBeLessThan(mostGrey);
    }
  });
});
