import type { Degrees } from '../units';

/**
 * Where the runner wants to be, as a person set it; null = nobody did. There is no target by default: a band of how some
 * runners run is no prescription (SCIENCE.md §1f).
 */
export interface LiveTargets {
  /** Mean over the stride, + = forward. */
  trunkLeanDeg: { low: Degrees | null; high: Degrees | null };
  /** Greatest drop of a stance, + = swing side lower; either leg. */
  pelvicDropDeg: { high: Degrees | null };
}
