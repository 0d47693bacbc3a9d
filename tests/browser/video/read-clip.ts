import type { Clip, ClipFacts, Rotation } from '../../../src/video/clip';
import { ClipTally } from '../../../src/video/clip-tally';
import type { ClipSource } from '../../../src/video/clip-source';
import { openClip, type OpenOptions } from '../../../src/video/open-clip';
import { readNumber } from '../../rig/read-number';

export interface ReadOptions extends Omit<OpenOptions, 'name'> {
  fromS?: number;
  /** Leave the loop after so many frames. */
  stopAfter?: number;
}

export interface ReadResult {
  facts: ClipFacts;
  route: Clip['route'];
  numbers: number[];
  timesS: number[];
  rotations: Rotation[];
  /** Display size of each image. */
  sizes: string[];
  warnings: string[];
  source: ClipSource | null;
  wallMs: number;
}

/** Fetches a generated clip as the file that a person would choose. */
export async function fetchClip(name: string): Promise<File> {
  const response = await fetch(`/tests/.out/clips/${name}`);
  // Vite answers a missing file with the start page.
  const missing = !response.ok || response.headers.get('content-type') === 'text/html';
  if (missing) throw new Error(`${name} was not made; the clips need ffmpeg (apt-get install ffmpeg).`);
  return new File([await response.arrayBuffer()], name);
}

/** Opens a clip and reads the number in every frame. */
export async function readClip(
  name: string,
  { fromS, stopAfter, ...open }: ReadOptions = {},
): Promise<ReadResult> {
  const file = await fetchClip(name);
  const clip = await openClip(file, { name, ...open });
  const tally = new ClipTally(clip.facts);
  const result: ReadResult = {
    facts: clip.facts,
    route: clip.route,
    sizes: [],
    numbers: [],
    timesS: [],
    rotations: [],
    warnings: [],
    source: null,
    wallMs: 0,
  };
  const begin = performance.now();
  try {
    const onWarning = (sentence: string) => {
      tally.warn(sentence);
      result.warnings.push(sentence);
    };
    for await (const frame of clip.frames({ onWarning, ...(fromS === undefined ? {} : { fromS }) })) {
      result.numbers.push(readNumber(frame.image));
      result.timesS.push(frame.timeS);
      result.rotations.push(frame.rotationDeg);
      result.sizes.push(sizeOf(frame.image));
      frame.image.close();
      tally.add(frame);
      if (result.numbers.length === stopAfter) break;
    }
  } finally {
    clip.close();
  }
  result.wallMs = performance.now() - begin;
  if (stopAfter === undefined) result.source = tally.source('');
  return result;
}

function sizeOf(image: VideoFrame | ImageBitmap): string {
  return image instanceof ImageBitmap
    ? `${image.width} × ${image.height}`
    : `${image.displayWidth} × ${image.displayHeight}`;
}
