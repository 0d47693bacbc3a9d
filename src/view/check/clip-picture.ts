import type { Recording } from '../../analysis/recording';
import type { ClipFacts } from '../../video/clip';
import type { Seconds } from '../../units';
import type { Size } from '../player/fit';

/** What has to be known of a clip to show a moment of it. Times are real times. */
export interface ClipPicture extends Size {
  startS: Seconds;
  endS: Seconds;
  fps: number;
  slowMotionFactor: number;
}

/** Of a clip that is not analysed yet, by what its file says. */
export function pictureOfFacts(facts: ClipFacts): ClipPicture {
  const { width, height, startS, durationS, frameCountEstimate, slowMotionFactor } = facts;
  const fps = frameCountEstimate / durationS;
  return { width, height, startS, endS: startS + durationS, fps, slowMotionFactor };
}

/** Of a clip whose frames have all been followed. */
export function pictureOfRecording({ source, track }: Recording): ClipPicture {
  const { width, height, durationS, fps, slowMotionFactor } = source;
  const startS = track.timeS[0] ?? 0;
  return { width, height, startS, endS: startS + durationS, fps, slowMotionFactor };
}
