import type { View } from '../gait/view';
import type { Degrees } from '../units';

/** What a person said before the run. */
export interface LiveOptions {
  /** `auto` = as the first seconds show it. */
  view: View | 'auto';
  /** null = as the room in the picture tells; else taken as said. Sign: see core/body-lines. */
  cameraRollDeg: Degrees | null;
}

/** Nobody said anything. */
export const NO_LIVE_OPTIONS: LiveOptions = { view: 'auto', cameraRollDeg: null };
