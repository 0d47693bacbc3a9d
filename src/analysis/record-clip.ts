import manifest from '../../models/manifest.json';
import type { ModelSize } from '../pose/contract';
import type { FollowedRunner } from '../pose/follow-progress';
import { ClipTally } from '../video/clip-tally';
import type { Recording } from './recording';

/** What a run of the pose worker gave, as the value that is kept. Throws ClipError for a clip of fewer than two frames. */
export function recordingOf(followed: FollowedRunner, model: ModelSize): Recording {
  const { track, pelvis, summary, runner, prepared, workers, wallS, decodeMs, poseMs, pelvisMs, warnings } =
    followed;
  const tally = new ClipTally(summary.facts);
  const last = track.timeS.length - 1;
  track.timeS.forEach((timeS, frame) => {
    tally.add({ timeS, durationS: frame === last ? summary.lastFrameS : 0 });
  });
  [...summary.warnings, ...warnings].forEach(tally.warn);
  const { suggestedSlowMotionFactor: suggested, slowMotionFactor } = summary.facts;
  if (suggested !== null && suggested !== slowMotionFactor) {
    tally.warn(
      `The file says that it plays ${suggested} times slower than life, but it was read as ${slowMotionFactor}: ` +
        `if the runner moves in slow motion, analyse it again with a slow-motion factor of ${suggested}.`,
    );
  }
  const frames = track.timeS.length;
  return {
    formatVersion: 1,
    source: tally.source(summary.sha256),
    pose: { model, modelSha256: manifest.models[model].resultSha256, backend: prepared.backend, runner },
    timing: { workers, wallS, frames, msPerFrame: (1000 * wallS) / frames, decodeMs, poseMs, pelvisMs },
    track,
    cleaned: null,
    pelvis: pelvis.every(Number.isNaN) ? null : { timeS: track.timeS, rows: pelvis },
    cameraRoll: summary.cameraRoll,
  };
}
