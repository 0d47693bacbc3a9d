import type { ExportKind } from '../../state/make-export';

/** What can be taken away, in the order of the menu. */
export const EXPORT_CHOICES: readonly {
  kind: ExportKind;
  name: string;
  what: string;
  /** Cannot be made of landmarks alone. */
  needsClip: boolean;
}[] = [
  {
    kind: 'strides',
    name: 'Strides (CSV)',
    what: 'One row per stride with every number, for a spreadsheet or R',
    needsClip: false,
  },
  {
    kind: 'frames',
    name: 'Frames (CSV)',
    what: 'One row per frame: time, phase, angles, landmarks',
    needsClip: false,
  },
  {
    kind: 'json',
    name: 'Everything (JSON)',
    what: 'All that was measured; opens here again',
    needsClip: false,
  },
  {
    kind: 'trc',
    name: 'Landmarks (TRC)',
    what: 'Opens in OpenSim, Pose2Sim and Sports2D, and here again',
    needsClip: false,
  },
  {
    kind: 'picture',
    name: 'This frame (PNG)',
    what: 'The picture on the screen with its lines, in the clip’s own size',
    needsClip: false,
  },
  {
    kind: 'video',
    name: 'Video with the lines (MP4)',
    what: 'The whole clip with the lines on every frame, without sound',
    needsClip: true,
  },
];
