import { describe, expect, it } from 'vitest';
import { ROW_LENGTH } from '../../../src/pose/contract';
import { openClip } from '../../../src/video/open-clip';
import { FrameReader } from '../../../workers/frame-reader';
import { openModel } from '../../../workers/open-model';
import { RunnerTracker } from '../../../workers/runner-tracker';

/** Every so many frames are looked at, to keep the test short; 1 = all of them. */
const EVERY = 8;
const LEAST_SCORE = 0.9;

/** The pose model's own answer to "is there a person?" (`output_poseflag`), of each frame looked at. */
async function scoresOf(clipName: string): Promise<number[]> {
  const response = await fetch(`/demo/${clipName}.mp4`);
  const clip = await openClip(new File([await response.blob()], `${clipName}.mp4`), { name: clipName });
  const { model } = await openModel({
    model: 'full',
    backend: 'wasm',
    modelsUrl: new URL('/models/', location.href).href,
  });
  const scores: number[] = [];
  const landmarks = model.landmarks.bind(model);
  model.landmarks = async (pixels) => {
    const seen = await landmarks(pixels);
    scores.push(seen?.score ?? 0);
    return seen;
  };
  const tracker = new RunnerTracker(model, 'largest');
  const reader = new FrameReader(clip.facts.width, clip.facts.height);
  let index = 0;
  for await (const frame of clip.frames({})) {
    if (index++ % EVERY === 0) {
      reader.open(frame);
      await tracker.follow(reader, new Float32Array(ROW_LENGTH));
    }
    frame.image.close();
  }
  clip.close();
  model.dispose();
  return scores;
}

describe('the demo runner is a person to the pose model', () => {
  it.each(['before-side', 'before-rear', 'after-side', 'after-rear'])('%s: score ≥ 0.9', async (name) => {
    const scores = await scoresOf(name);
    console.info(`${name}: least score ${Math.min(...scores).toFixed(4)} of ${scores.length} looks`);
    expect(scores.length).toBeGreaterThan(50);
    expect(Math.min(...scores)).toBeGreaterThanOrEqual(LEAST_SCORE);
  });
});
