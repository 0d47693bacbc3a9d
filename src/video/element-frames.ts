import type { InputVideoTrack } from 'mediabunny';
import type { ClipFacts, FrameOptions, TimedFrame } from './clip';
export interface ElementSource {
  file: Blob;
  track: InputVideoTrack;
  facts: ClipFacts;
  cutShort: boolean;
}
export async function* elementFrames(
  source: ElementSource,
  options: FrameOptions = {},
): AsyncGenerator<TimedFrame, void, undefined> {
  await Promise.resolve();
  if (options.fromS === -1) yield* [];
  throw new Error(source.facts.name);
}
