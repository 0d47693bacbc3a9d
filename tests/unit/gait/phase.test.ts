import { describe, expect, it } from 'vitest';
import type { Contact } from '../../../src/gait/contacts';
import { phaseAt } from '../../../src/gait/phase';

const contact = (side: Contact['side'], initialContactS: number, toeOffS: number): Contact => ({
  side,
  initialContactS,
  toeOffS,
  confidence: 1,
});
const CONTACTS = [
  contact('left', 1, 1.25),
  contact('right', 1.36, 1.6),
  contact('left', 1.58, 1.8),
  contact('right', 3, 3.2),
];

describe('the phase of the stride', () => {
  it.each([
    [0.9, null],
    [1, 'left'],
    [1.249, 'left'],
    [1.25, 'flight'],
    [1.3, 'flight'],
    [1.36, 'right'],
    [1.59, 'both'],
    [1.7, 'left'],
    // A contact was not found in between.
    [2.5, null],
    [3.1, 'right'],
    [3.3, null],
  ] as const)('at %d s is %s', (timeS, phase) => {
    expect(phaseAt(CONTACTS, timeS)).toBe(phase);
  });

  it('is not told without contacts', () => {
    expect(phaseAt([], 1)).toBeNull();
  });
});
