import type { MetricTable } from '../metrics/compute-metrics';
import type { Candidate, Finding } from './finding';
import { withoutFinding } from './nothing-stands-out';
import { pelvicDrop } from './pelvic-drop';
import { sidewaysTrunk } from './sideways-trunk';
import { uprightTrunk } from './upright-trunk';

const RULES: readonly ((metrics: MetricTable) => Candidate | null)[] = [
  uprightTrunk,
  pelvicDrop,
  sidewaysTrunk,
];

/** More than three leads are none. */
const MOST_FINDINGS = 3;

/**
 * What the numbers suggest, most certain first, at most three; never empty: that nothing stands out, or that too little
 * was seen, is an answer too. To be shown with SEE_A_PHYSIO and RED_FLAGS.
 */
export function findingsFrom(metrics: MetricTable): Finding[] {
  const found = RULES.flatMap((rule) => rule(metrics) ?? []);
  if (found.length === 0) return [withoutFinding(metrics)];
  return found
    .sort((a, b) => b.certainty - a.certainty)
    .slice(0, MOST_FINDINGS)
    .map(({ finding }) => finding);
}
