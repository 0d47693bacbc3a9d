import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeldValue } from '../../../src/live/held-value';

describe('a value that is held', () => {
  it('becomes another only when that was seen without a break for long enough', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 80 }), (seen) => {
        const held = new HeldValue('a');
        seen.forEach((value, second) => {
          const before = held.value;
          const changed = held.see(value, second, 3);
          expect(changed).toBe(held.value !== before);
          const row = seen.slice(Math.max(0, second - 3), second + 1);
          const longEnough = second >= 3 && row.every((one) => one === value);
          expect(held.value).toBe(longEnough ? value : before);
        });
      }),
    );
  });

  it('counts anew when the clock goes backwards', () => {
    const held = new HeldValue('a');
    held.see('b', 100, 3);
    expect(held.see('b', 1, 3)).toBe(false);
    expect(held.see('b', 4, 3)).toBe(true);
  });
});
