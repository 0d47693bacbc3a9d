import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contact } from '../../../src/gait/contacts';
import { phaseAt } from '../../../src/gait/phase';
import { opposite } from '../../../src/units';
import { syntheticRun } from '../../truth/synthetic-runner';

const contact = (side: 'left' | 'right', initialContactS: number, toeOffS: number): Contact => ({
  side,
  initialContactS,
  toeOffS,
  confidence: 1,
});
/** Three steps of 0.35 s, 0.25 s on the belt. */
const STEPS = [contact('left', 1, 1.25), contact('right', 1.35, 1.6), contact('left', 1.7, 1.95)];
const named = (timeS: number, contacts = STEPS) => {
  const found = phaseAt(contacts, timeS);
  return found === null ? null : `${found.phase} ${found.side}`;
};

describe('the phase of the stride', () => {
  it('runs through the stance of one foot, the flight, and the stance of the other', () => {
    expect([1, 1.06, 1.125, 1.19, 1.25, 1.3, 1.35, 1.475].map((t) => named(t))).toEqual([
      'initialContact left',
      'loading left',
      'midstance left',
      'pushOff left',
      'toeOff left',
      'flight left',
      'initialContact right',
      'midstance right',
    ]);
  });

  it('is none before the first contact, after the last and in a gap', () => {
    expect([0.9, 2].map((t) => named(t))).toEqual([null, null]);
    expect(named(2, [STEPS[0]!, contact('right', 3, 3.25)])).toBeNull();
  });

  it('is swing where the other foot’s contact was not found', () => {
    expect(named(1.4, [STEPS[0]!, STEPS[2]!])).toBe('swing left');
    expect(named(1.4, [STEPS[0]!, contact('left', 2, 2.2)])).toBeNull();
  });

  it('is a stance exactly while a runner’s foot is on the belt, whoever runs', () => {
    const { contacts } = syntheticRun({ durationS: 8, stepTimeSdS: 0.01, seed: 3 });
    const [firstS, lastS] = [contacts[0]!.initialContactS, contacts.at(-1)!.initialContactS];
    fc.assert(
      fc.property(fc.double({ min: firstS, max: lastS, noNaN: true }), (t) => {
        const down = contacts.find((one) => one.initialContactS <= t && t <= one.toeOffS);
        const found = phaseAt(contacts, t)!;
        expect(found.phase === 'flight').toBe(down === undefined);
        expect(found.side).toBe(down?.side ?? found.side);
      }),
    );
  });

  it('changes sides with the runner', () => {
    const { contacts } = syntheticRun({ durationS: 4 });
    const mirrored = contacts.map((one) => ({ ...one, side: opposite(one.side) }));
    for (let t = 0; t < 4; t += 0.01) {
      const [found, other] = [phaseAt(contacts, t), phaseAt(mirrored, t)];
      expect(other).toEqual(found && { ...found, side: opposite(found.side) });
    }
  });
});
