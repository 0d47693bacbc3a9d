import type { SessionComparison } from '../../compare/compare-sessions';

/** A comparison as the report tells it. */
export interface Compared {
  comparison: SessionComparison;
  /** What each session is called. */
  names: { before: string; after: string };
}
