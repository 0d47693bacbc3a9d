import type { Component } from 'svelte';
import type { ExerciseId } from '../../../feedback/exercises';
import BellyBreathing from './BellyBreathing.svelte';
import GluteBridge from './GluteBridge.svelte';
import GymBallRollBack from './GymBallRollBack.svelte';
import SidePlank from './SidePlank.svelte';

/** The drawing of each exercise. */
export const DRAWINGS: Record<ExerciseId, Component<{ alt: string }>> = {
  'belly-breathing': BellyBreathing,
  'gym-ball-roll-back': GymBallRollBack,
  'side-plank': SidePlank,
  'glute-bridge': GluteBridge,
};
