import type { FootPhase, StridePhase } from '../../gait/phase';
import type { View } from '../../gait/view';
import type { Layer } from '../../state/layers.svelte';
import type { OpenTake } from '../../state/open-take.svelte';
import { leanText, number, pelvisText } from '../words';

const VIEW_TITLES: Record<View, string> = {
  left: 'Left side',
  right: 'Right side',
  rear: 'Rear',
  front: 'Front',
};

/** What a stage is called. */
export function viewTitle(view: View | null): string {
  return view === null ? 'Clip' : VIEW_TITLES[view];
}

const STANCE_WORDS: Record<Exclude<StridePhase, 'flight' | 'swing'>, string> = {
  initialContact: 'initial contact',
  loading: 'loading',
  midstance: 'midstance',
  pushOff: 'push-off',
  toeOff: 'toe-off',
};

/** "midstance, left"; "flight, off the left foot". */
export function phaseText(found: FootPhase | null): string {
  if (found === null) return 'no stride here';
  const { phase, side } = found;
  if (phase === 'flight') return `flight, off the ${side} foot`;
  if (phase === 'swing') return `swing, ${side}`;
  return `${STANCE_WORDS[phase]}, ${side}`;
}

const LAYER_WORDS: Record<Layer, string> = {
  lines: 'angles against plumb line and level',
  joints: 'joints and bones',
  contacts: 'a bar under the foot on the belt',
  path: 'the path of ankles and hips',
};

/** What the stage shows, for people who do not see it: the numbers of the frame first, then what is drawn. */
export function stageDescription(take: OpenTake, phase: FootPhase | null, layers: readonly Layer[]): string {
  const { player, shownLeanDeg, shownTiltDeg } = take;
  const angles = [
    ...(Number.isFinite(shownLeanDeg) ? [`Trunk lean ${leanText(shownLeanDeg)}.`] : []),
    ...(Number.isFinite(shownTiltDeg) ? [`Pelvis ${pelvisText(shownTiltDeg)}.`] : []),
  ];
  const drawn = layers.map((layer) => LAYER_WORDS[layer]).join(', ');
  return [
    `${viewTitle(take.analysis.view)}, ${number(player.shownS, 2)} seconds, ${phaseText(phase)}.`,
    ...(angles.length > 0 ? angles : ['No angle is measured in this frame.']),
    layers.length > 0 ? `Drawn: ${drawn}.` : 'Nothing is drawn on the picture.',
  ].join(' ');
}
