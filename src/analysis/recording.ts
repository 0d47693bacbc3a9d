import type { BackendName, ModelSize } from '../pose/contract';
import type { CameraRoll } from '../core/camera-roll';
import type { PelvicEvidence } from '../core/pelvic-line-evidence';
import type { LegIdentity } from '../gait/leg-identity';
import type { PoseTrack } from '../pose/pose-track';
import type { RunnerFound } from '../pose/runner-found';
import type { ClipSource } from '../video/clip-source';
import type { EarlierPelvis } from './earlier-pelvis';

/** How the pixels were turned into landmarks: enough to repeat it. */
export interface PoseReceipt {
  model: ModelSize;
  /** SHA-256 of the landmark model's weights and graph as served (models/manifest.json). */
  modelSha256: string;
  backend: BackendName;
  /** Who was followed of those in the picture, and why; null = a camera's take, or an earlier Plumbline. */
  runner: RunnerFound | null;
}

/** Where the time went, for the whole clip. */
interface Timing {
  /** How many workers followed the clip side by side, whose times are summed; null = nobody followed it here, or an earlier Plumbline. */
  workers: number | null;
  wallS: number;
  frames: number;
  msPerFrame: number;
  decodeMs: number;
  poseMs: number;
  pelvisMs: number;
}

/** What the pixels said: immutable, transferable, stored. Everything else is computed from it (and the corrections). */
export interface Recording {
  formatVersion: 1;
  source: ClipSource;
  /** null = no pose model was run: the landmarks were measured by other means (TRC), hips too. */
  pose: PoseReceipt | null;
  timing: Timing;
  /** Raw landmarks as the model gave them, in pixels of the upright picture. */
  track: PoseTrack;
  /** What an earlier analysis had found, whose cleaned track this is: the pixels are not there any more. null = the track is raw. */
  cleaned: { identity: LegIdentity; pelvis: EarlierPelvis | null } | null;
  /** What may be the pelvic line in each frame; null where the pelvis was never seen from behind or in front. */
  pelvis: PelvicEvidence | null;
  /** How far the camera leans, as far as the room in the picture tells. */
  cameraRoll: CameraRoll;
}
