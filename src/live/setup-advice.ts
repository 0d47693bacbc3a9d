import type { CameraFrame } from '../pose/camera-contract';
import type { Advice } from './advice';
import type { LiveReading } from './live-reading';

/** Watches the picture while the runner gets ready and runs, and says what would make it better. One per camera. */
export class SetupAdvisor {
  /**
   * Sees a frame, with the latest reading there is; what is to be mended now, gravest first. An advice comes after it was needed
   * for 0.7 s and stays for 1.5 s at least.
   */
  see(_frame: CameraFrame, _reading: LiveReading | null): Advice[] {
    return [];
  }
}
