import type { PreparedReport } from './contract';

/**
 * From here on no stride is missed (live/enough-frames). The number comes before the rate: the light model's trunk lean was 1.1° and
 * 2.5° off the full one's on two field clips (tests/field/live), more than the 1.5° that live and offline may differ by.
 */
const ENOUGH_FRAMES_PER_S = 15;
/** A frame costs this much more than the bare network: copying, cropping, the pelvic line, looks at the room (`npm run bench`). */
const WHOLE_PER_BARE = 1.15;

/**
 * The full model where this machine follows the camera with it (or at 15 frames per second), else the light one.
 * `report`: of the full model; where nothing was measured (a backend asked for by name) it stays full.
 */
export function chooseModel({ backend, trials }: PreparedReport, cameraFramesPerS: number): 'full' | 'lite' {
  const msPerFrame = trials.find((trial) => trial.backend === backend)?.msPerFrame;
  if (msPerFrame === undefined || msPerFrame === null) return 'full';
  const held = 1000 / (msPerFrame * WHOLE_PER_BARE);
  const wanted = Math.min(ENOUGH_FRAMES_PER_S, Number.isNaN(cameraFramesPerS) ? Infinity : cameraFramesPerS);
  return held >= wanted ? 'full' : 'lite';
}
