import type { PreparedReport } from './contract';

/** Faster than this gains nothing for a stride: contacts are then told within 1/50 s. *(judgement)* */
const ENOUGH_FRAMES_PER_S = 24;
/** A frame costs this much more than the bare network: copying, cropping, the pelvic line, looks at the room (`npm run bench`). */
const WHOLE_PER_BARE = 1.15;

/**
 * The full model where this machine follows the camera with it (or at 24 frames per second), else the light one.
 * `report`: of the full model; where nothing was measured (a backend asked for by name) it stays full.
 */
export function chooseModel({ backend, trials }: PreparedReport, cameraFramesPerS: number): 'full' | 'lite' {
  const msPerFrame = trials.find((trial) => trial.backend === backend)?.msPerFrame;
  if (msPerFrame === undefined || msPerFrame === null) return 'full';
  const held = 1000 / (msPerFrame * WHOLE_PER_BARE);
  const wanted = Math.min(ENOUGH_FRAMES_PER_S, Number.isNaN(cameraFramesPerS) ? Infinity : cameraFramesPerS);
  return held >= wanted ? 'full' : 'lite';
}
