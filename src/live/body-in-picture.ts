import { TALL_ENOUGH_PX, TOO_SMALL_PX } from '../analysis/check-picture';
import type { LandmarkName } from '../pose/landmarks';
import type { PoseTrack } from '../pose/pose-track';
import { FILTER_SETTINGS } from '../signal/filter-settings';
import { median } from '../signal/median';
import type { Pixels } from '../units';
import type { AdviceId } from './advice';

/** Found in fewer of the frames than this, nobody is followed. *(judgement)* */
const OFTEN_FOUND = 0.5;
/** From the nose to the top of the head, in lengths of the trunk: 0.11 of the body's height against 0.29. *(judgement, anthropometry)* */
const HEAD_ABOVE_NOSE = 0.38;
/** Closer to an edge than this share of the picture the next bounce is outside. *(judgement)* */
const RIM = 0.015;
/** Whoever fills so much of the height loses head or feet at the next move of the camera. *(judgement)* */
const FILLS = 0.95;
/** Further than this from the picture's middle, in widths, lenses bend and the next step leaves the picture. *(judgement)* */
const OFF_MIDDLE = 0.25;
/**
 * Hips lie at this share of the picture's height from the top, or the camera is not at their height, or looks up or down: both bend
 * the level of the pelvis, and raising or lowering mends both. *(judgement: 20 % of the picture, about 12° of a phone's view)*
 */
const HIPS_AT = { from: 0.3, to: 0.7 };

/** The runner's extent, medians (bounds: the far quantiles) over some frames, pixels. */
interface Extent {
  top: Pixels;
  bottom: Pixels;
  x: Pixels;
  hipY: Pixels;
  /** Nose to the lower heel. */
  tall: Pixels;
}

/** What is wrong with the place of the runner in the picture, as [advice, spoils]; 'nobody' where nobody is. */
export function placeInPicture({
  track,
  width,
  height,
}: {
  track: PoseTrack;
  width: Pixels;
  height: Pixels;
}): 'nobody' | [AdviceId, boolean][] {
  const body = extentOf(track);
  if (body === null) return 'nobody';
  const needed: [AdviceId, boolean][] = [];
  const headCut = body.top < RIM * height;
  const feetCut = body.bottom > (1 - RIM) * height;
  const roomAbove = body.top - RIM * height;
  const roomBelow = (1 - RIM) * height - body.bottom;
  const tooLarge = body.bottom - body.top > FILLS * height;
  if (tooLarge || (headCut && feetCut)) needed.push(['stepBack', true]);
  // Aimed lower or higher, the whole body would fit. No feet, no steps; without the head only the picture is poorer.
  else if (feetCut) needed.push([roomAbove > -roomBelow ? 'lowerCamera' : 'stepBack', true]);
  else if (headCut) needed.push([roomBelow > -roomAbove ? 'raiseCamera' : 'stepBack', false]);
  else if (body.hipY < HIPS_AT.from * height) needed.push(['raiseCamera', false]);
  else if (body.hipY > HIPS_AT.to * height) needed.push(['lowerCamera', false]);
  if (!(headCut || feetCut) && body.tall < TALL_ENOUGH_PX && body.tall < height / 2)
    needed.push(['comeCloser', body.tall < TOO_SMALL_PX]);
  if (Math.abs(body.x / width - 0.5) > OFF_MIDDLE) needed.push(['toTheMiddle', false]);
  return needed;
}

/** null = nobody is followed. */
function extentOf({ timeS, landmarks }: PoseTrack): Extent | null {
  const y = (name: LandmarkName, frame: number) => landmarks[name].y[frame]!;
  const found = [...timeS.keys()].filter(
    (frame) =>
      Number.isFinite(y('left_hip', frame)) &&
      landmarks.left_hip.confidence[frame]! >= FILTER_SETTINGS.minConfidence,
  );
  if (found.length === 0 || found.length < OFTEN_FOUND * timeS.length) return null;
  const over = (of: (frame: number) => number) => median(found.map(of));
  const hipY = over((frame) => (y('left_hip', frame) + y('right_hip', frame)) / 2);
  const shoulderY = over((frame) => (y('left_shoulder', frame) + y('right_shoulder', frame)) / 2);
  const noseY = over((frame) => y('nose', frame));
  // The foot on the belt is the lower one, whichever it is.
  const heelY = over((frame) => Math.max(y('left_heel', frame), y('right_heel', frame)));
  const toeY = over((frame) => Math.max(y('left_foot_index', frame), y('right_foot_index', frame)));
  const x = over((frame) => (landmarks.left_hip.x[frame]! + landmarks.right_hip.x[frame]!) / 2);
  const top = noseY - HEAD_ABOVE_NOSE * (hipY - shoulderY);
  return { top, bottom: Math.max(heelY, toeY), x, hipY, tall: heelY - noseY };
}
