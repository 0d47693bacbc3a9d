import type { BodyLine } from '../core/body-lines';
import type { LandmarkName } from '../pose/landmarks';
import type { Side } from '../units';

const HIPS: readonly LandmarkName[] = ['left_hip', 'right_hip'];
const SHOULDERS: readonly LandmarkName[] = ['left_shoulder', 'right_shoulder'];
const EARS: readonly LandmarkName[] = ['left_ear', 'right_ear'];

const against = (
  axis: BodyLine['against'],
  from: readonly LandmarkName[],
  to: readonly LandmarkName[],
): BodyLine => ({ from, to, against: axis });

/** Middle of the hips to middle of the shoulders. */
export const TRUNK = against('vertical', HIPS, SHOULDERS);
/** Middle of the shoulders to middle of the ears. */
export const NECK = against('vertical', SHOULDERS, EARS);
/** The picture's origin to the middle of the hips. */
export const HIP_HEIGHT = against('vertical', [], HIPS);
/** Left hip to right hip: only its width is used. */
export const HIP_WIDTH = against('horizontal', ['left_hip'], ['right_hip']);

/** Knee to hip. */
export const thigh = (side: Side) => against('vertical', [`${side}_knee`], [`${side}_hip`]);
/** Ankle to knee. */
export const shank = (side: Side) => against('vertical', [`${side}_ankle`], [`${side}_knee`]);
/** Heel to toe; horizontal, since a foot in swing may point straight down. */
export const foot = (side: Side) => against('horizontal', [`${side}_heel`], [`${side}_foot_index`]);
/** Middle of the hips to ankle. */
export const hipsToAnkle = (side: Side) => against('vertical', HIPS, [`${side}_ankle`]);
/** The picture's origin to the ankle. */
export const ankle = (side: Side) => against('vertical', [], [`${side}_ankle`]);
/** Shoulder to wrist. */
export const arm = (side: Side) => against('vertical', [`${side}_shoulder`], [`${side}_wrist`]);
