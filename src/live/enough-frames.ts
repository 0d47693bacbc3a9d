import { isSideView, type View } from '../gait/view';

/**
 * Frames per second from which on every stride is told. Field clips thinned, and synthetic runners with uneven frames: at 15 all of
 * them from any view; at 12–13 from the side 9 in 10, from behind half, since the pelvis bounces up to 3 times a second.
 */
const EVERY_STRIDE_FPS = { side: 13, frontal: 15 } as const;
/** Below this no stride is told: a step has four frames or fewer, and what is found is chance. *(judgement; a 5 fps camera)* */
const LEAST_FPS = 10;
/** Cameras keep time to a few per cent. */
const TOLERANCE_FPS = 0.5;

/** What a rate of frames does to the live numbers. */
export interface FrameLimit {
  /** true = no stride can be told. */
  spoils: boolean;
  sentence: string;
}

/** null = there are enough frames (or nothing is known of them yet, NaN). */
export function frameLimit(framesPerS: number, view: View | null): FrameLimit | null {
  const few = `Only ${Math.round(framesPerS)} frames a second`;
  if (framesPerS < LEAST_FPS - TOLERANCE_FPS)
    return { spoils: true, sentence: `${few}: too few to tell steps.` };
  const enough = EVERY_STRIDE_FPS[view === null || isSideView(view) ? 'side' : 'frontal'];
  if (framesPerS < enough - TOLERANCE_FPS)
    return { spoils: false, sentence: `${few}: some strides are missed.` };
  return null;
}
