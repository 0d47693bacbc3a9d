import { expect, it } from 'vitest';
import type { PictureQuality } from '../../../src/core/picture-quality';
import { FIRST_LOOK_S } from '../../../src/pose/contract';
import { glanceParts } from '../../../src/pose/glance-times';
import { PictureRecord } from '../../../src/pose/picture-record';
import type { ClipFacts } from '../../../src/video/clip';

const FPS = 60;
const FACTS: ClipFacts = {
  name: 'clip',
  container: 'mp4',
  codec: 'avc1',
  width: 720,
  height: 1280,
  rotationDeg: 0,
  mirrored: false,
  startS: 0.5,
  durationS: 9,
  frameCountEstimate: 540,
  slowMotionFactor: 1,
  suggestedSlowMotionFactor: null,
};
const QUALITY: PictureQuality = { bright: 0.5, contrast: 0.25, blownShare: 0, blurPx: 1, trunkPx: 200 };

/** Looks at a clip as workers do: in the first frame of each part, and in the first of each stretch. */
function recorded(stretchS: number): PictureRecord {
  const record = new PictureRecord(FACTS);
  let before = { first: -1 as number | null, room: -1, stretch: -1 };
  for (let frame = 0; frame < FACTS.durationS * FPS; frame++) {
    const timeS = FACTS.startS + frame / FPS;
    const { first, room } = glanceParts(timeS, FACTS);
    const stretch = Math.floor(frame / FPS / stretchS);
    const again = stretch !== before.stretch;
    const isFirst = first !== null && (again || first !== before.first);
    if (isFirst || again || room !== before.room)
      record.add(timeS, { still: Float32Array.of(timeS), quality: isFirst ? QUALITY : null });
    before = { first, room, stretch };
  }
  return record;
}

it('keeps the same glances however the clip is divided: eight in the first seconds, twelve over the clip', () => {
  const single = recorded(Infinity);
  expect(single.first.length).toBe(8);
  expect(single.room.length).toBe(12);
  expect(single.first.at(-1)?.[0]).toBeLessThan(FACTS.startS + FIRST_LOOK_S);
  for (const stretchS of [0.3, 1.25, 2.75, 4]) {
    expect(recorded(stretchS).first).toEqual(single.first);
    expect(recorded(stretchS).room).toEqual(single.room);
  }
});

it('tells the quality at once, and when the first seconds are over', () => {
  const record = new PictureRecord(FACTS);
  expect(record.look).toBeNull();
  record.add(FACTS.startS, { still: new Float32Array(1), quality: QUALITY });
  expect(record.look).toEqual({ quality: QUALITY, cameraRoll: null });
  expect(record.firstIsOver).toBe(false);
  expect(recorded(Infinity).firstIsOver).toBe(true);
});
