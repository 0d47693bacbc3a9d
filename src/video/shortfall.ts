import type { Seconds } from '../units';
import type { ClipFacts } from './clip';

interface Pass {
  /** Frames handed out. */
  given: number;
  /** Frames between others that could not be had. */
  lost: number;
  /** Frames whose picture has another shape than the clip, left out. */
  turned: number;
  /** End of the last frame, in real time. */
  endS: Seconds;
  /** The pass began with the first frame. */
  whole: boolean;
  /** The file's headers promise more bytes than there are. */
  cutShort: boolean;
  /** The decoder gave up. */
  broken: boolean;
}

/** Sentences on what one pass over the frames could not give; none for a sound clip. */
export function shortfall(facts: ClipFacts, pass: Pass): string[] {
  const sentences: string[] = [];
  const { startS, durationS, frameCountEstimate } = facts;
  const share = durationS > 0 ? (pass.endS - startS) / durationS : 1;
  const read = pass.whole ? pass.given : Math.round(share * frameCountEstimate);
  const soFar = `${read} of about ${Math.max(read, frameCountEstimate)} frames could be read`;
  if (pass.broken) sentences.push(`the clip is damaged after ${pass.endS.toFixed(2)} s: ${soFar}`);
  else if (pass.cutShort && read < frameCountEstimate) sentences.push(`the file ends early: ${soFar}`);
  if (pass.lost > 0) {
    const frames = pass.lost === 1 ? 'frame' : 'frames';
    sentences.push(`${pass.lost} ${frames} inside the clip could not be decoded`);
  }
  if (pass.turned > 0) {
    const frames = pass.turned === 1 ? '1 frame was' : `${pass.turned} frames were`;
    sentences.push(`the picture was turned while it was filmed: ${frames} left out`);
  }
  return sentences;
}
