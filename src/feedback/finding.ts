import type { MetricId } from '../metrics/metric';
import type { ExerciseId } from './exercises';

/**
 * How plainly the numbers show a finding: `clear` = still there if the method erred by as much as it usually does,
 * `possible` = beyond the strides' own spread but not beyond that; `none` = nothing to report.
 */
type Severity = 'clear' | 'possible' | 'none';

/** A lead to explore with a physiotherapist, never a diagnosis. */
export interface Finding {
  id: 'upright-trunk' | 'pelvic-drop' | 'sideways-trunk' | 'nothing-stands-out' | 'not-enough-seen';
  title: string;
  severity: Severity;
  /** The metric that shows it best; null where none could be measured. */
  metric: MetricId | null;
  /** Why it matters, from the article. */
  why: string;
  /** The runner's own numbers. */
  evidence: string;
  advice: string[];
  /** What of the advice is drawn (feedback/exercises). */
  exercises: ExerciseId[];
  references: string[];
}

/** A finding with how far the nearer end of its interval lies beyond the threshold, in errors of the method. */
export interface Candidate {
  finding: Finding;
  certainty: number;
}
