import { type Filming, SQUARE } from './camera';
import { AFTER, BEFORE, type RunnerMotion } from './runner-motion';

/** A clip to make. */
export interface Take {
  name: string;
  motion: RunnerMotion;
  filming: Filming;
}

/** The demo: two occasions, each filmed from the left and from behind; those are two runs, so two seeds. */
export const TAKES: readonly Take[] = [
  { name: 'before-side', motion: BEFORE, filming: { ...SQUARE, view: 'left' } },
  { name: 'before-rear', motion: { ...BEFORE, seed: BEFORE.seed + 1 }, filming: { ...SQUARE, view: 'rear' } },
  { name: 'after-side', motion: AFTER, filming: { ...SQUARE, view: 'left' } },
  { name: 'after-rear', motion: { ...AFTER, seed: AFTER.seed + 1 }, filming: { ...SQUARE, view: 'rear' } },
];
