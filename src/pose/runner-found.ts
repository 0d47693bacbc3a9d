import type { Pixels } from '../units';
import type { RunnerChoice } from './contract';

/** One person in the picture, as a few seconds showed them. */
export interface RunnerCandidate {
  /** Where the hips are, and how long the legs, pixels of the upright picture. */
  x: Pixels;
  y: Pixels;
  legPx: Pixels;
  /** 0–1: how much of the feet's movement is one even rhythm of running; 0 for who stands. */
  rhythm: number;
  /** Strides per second of that rhythm; NaN where there is none. */
  strideHz: number;
  /** How far the feet move apart and together, leg lengths. */
  swing: number;
  /** How far the hips wander from their place, leg lengths. */
  wanders: number;
}

/** Who is followed, of whom, and why in half a sentence. */
export interface RunnerFound {
  candidates: RunnerCandidate[];
  /** Index of the candidate; −1 = nobody was seen. */
  chosen: number;
  /** Nothing else is as likely. */
  sure: boolean;
  why: string;
}

/** Whoever is followed without being looked for: as a person asked, or in a clip that has to be `played`. */
export function unscouted(choice: RunnerChoice | 'played'): RunnerFound {
  const why =
    choice === 'played'
      ? 'the largest person (no other was looked for: this browser has to play the clip)'
      : choice === 'largest'
        ? 'the largest person'
        : 'the one you pointed at';
  return { candidates: [], chosen: -1, sure: choice !== 'played', why };
}
