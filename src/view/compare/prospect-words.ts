import type { Prospect } from '../../compare/prospect';
import { angleWords } from './pair-words';

/** "side and rear", "only cadence: filmed from behind and from the side": what comparing would give. null = not known yet. */
export function prospectWords(prospect: Prospect | null): string {
  if (prospect === null) return 'not analysed yet: opening it tells what can be compared';
  const { angles, cadence, barrier } = prospect;
  if (angles.length > 0) return `compares ${angles.map(angleWords).join(' and ')}`;
  const why = barrier ?? 'the two have no number in common';
  return cadence ? `only cadence: ${why}` : `cannot be compared: ${why}`;
}
