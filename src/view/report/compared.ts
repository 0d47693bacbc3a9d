import type { Safety } from '../../feedback/safety';
import type { SessionComparison } from '../../compare/compare-sessions';

/** A comparison as the report tells it. */
export interface Compared {
  comparison: SessionComparison;
  /** What each session is called. */
  names: { before: string; after: string };
  /** Pain of both in a sentence; null = neither was told. */
  pain: string | null;
  /** What stands above the numbers of the session before. */
  safetyBefore: Safety;
}
