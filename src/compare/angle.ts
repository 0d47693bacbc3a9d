import type { View } from '../gait/view';

/** From where a runner is filmed, as far as it decides what is shown beside what. */
export type Angle = 'side' | 'rear' | 'front' | 'oblique';

export const ANGLES: readonly Angle[] = ['side', 'rear', 'front', 'oblique'];

/** `view` null = from no side that numbers are read from. */
export function angleOf(view: View | null): Angle {
  if (view === null) return 'oblique';
  return view === 'rear' || view === 'front' ? view : 'side';
}
