import type { View } from '../../gait/view';
import type { PoseTrack } from '../../pose/pose-track';
import type { LandmarkName } from '../../pose/landmarks';
import type { Pixels, Side } from '../../units';

export interface Place {
  x: Pixels;
  y: Pixels;
  confidence: number;
}

type Joint = 'shoulder' | 'elbow' | 'wrist' | 'hip' | 'knee' | 'ankle' | 'heel' | 'foot_index';

/** Bones of one side, arm first. */
export const BONES: readonly (readonly [Joint, Joint])[] = [
  ['shoulder', 'elbow'],
  ['elbow', 'wrist'],
  ['hip', 'knee'],
  ['knee', 'ankle'],
  ['ankle', 'heel'],
  ['heel', 'foot_index'],
  ['ankle', 'foot_index'],
];

/** Joints that get a dot. */
export const JOINTS: readonly Joint[] = ['shoulder', 'elbow', 'wrist', 'hip', 'knee', 'ankle', 'foot_index'];

/** A landmark in one frame; null where it is missing. */
function placeOf(track: PoseTrack, name: LandmarkName, frame: number): Place | null {
  const { x, y, confidence } = track.landmarks[name];
  const place = { x: x[frame] ?? NaN, y: y[frame] ?? NaN, confidence: confidence[frame] ?? 0 };
  return Number.isNaN(place.x) || Number.isNaN(place.y) ? null : place;
}

export function jointOf(track: PoseTrack, side: Side, joint: Joint, frame: number): Place | null {
  return placeOf(track, `${side}_${joint}`, frame);
}

/** The middle between the left and the right joint; null unless both are there. */
export function middleOf(track: PoseTrack, joint: Joint, frame: number): Place | null {
  const left = jointOf(track, 'left', joint, frame);
  const right = jointOf(track, 'right', joint, frame);
  if (left === null || right === null) return null;
  return {
    x: (left.x + right.x) / 2,
    y: (left.y + right.y) / 2,
    confidence: Math.min(left.confidence, right.confidence),
  };
}

/** The side that the body hides from the camera; null where both are seen. */
export function farSide(view: View | null): Side | null {
  if (view === 'left') return 'right';
  return view === 'right' ? 'left' : null;
}

/** Order of drawing: what is nearer comes later. */
export function sidesBackToFront(view: View | null): readonly Side[] {
  return view === 'left' ? ['right', 'left'] : ['left', 'right'];
}
