import type { Metric, MetricId } from '../metrics/metric';
import type { SideSummary } from '../metrics/summary';
import type { Change, Part } from './change';
import type { DetectableDifference } from './detectable-difference';

type Verdict = 'changed' | 'within error' | 'not comparable';

/** Which take of each session, by its index. */
export interface TakePair {
  before: number;
  after: number;
}

/** A line of the table: one metric, of one leg where the legs are told apart. */
export interface ComparisonRow {
  id: MetricId;
  name: Metric['name'];
  unit: Metric['unit'];
  part: Part;
  /** `left`, `mean of both legs`; null = the whole body's. */
  whose: string | null;
  /** The takes that serve; null where no two takes can. */
  takes: TakePair | null;
  /** null = no number. */
  before: SideSummary | null;
  after: SideSummary | null;
  /** null where not comparable. */
  change: Change | null;
  detectable: DetectableDifference | null;
  verdict: Verdict;
  /** Why this verdict, half a sentence. */
  why: string;
}
