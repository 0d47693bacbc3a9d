import type { View } from '../gait/view';
import type { Seconds } from '../units';

/** A recording of the camera that has not become part of a session. */
export interface UnfinishedTake {
  id: string;
  /** Takes of one session before the camera have the same. */
  tapeId: string;
  startedAtMs: number;
  /** null = nobody said from where the camera looks. */
  viewHint: View | null;
  seconds: Seconds;
  bytes: number;
  mimeType: string;
  /** It was stopped; false = it was cut off. */
  ended: boolean;
}
