import type { MetricTable } from '../metrics/compute-metrics';
import type { Candidate, Finding } from './finding';
import { withoutFinding } from './nothing-stands-out';
import { pelvicDrop } from './pelvic-drop';
import { sidewaysTrunk } from './sideways-trunk';
import { EXERCISES_WAIT, type Safety } from './safety';
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
 * was seen, is an answer too. Where somebody has to be seen first, that is the advice. To be shown with SEE_A_PHYSIO and
 * RED_FLAGS.
 */
export function findingsFrom(metrics: MetricTable, safety: Safety): Finding[] {
  const found = RULES.flatMap((rule) => rule(metrics) ?? []);
  if (found.length === 0) return [withoutFinding(metrics, safety)].map((finding) => safely(finding, safety));
  return found
    .sort((a, b) => b.certainty - a.certainty)
    .slice(0, MOST_FINDINGS)
    .map(({ finding }) => safely(finding, safety));
}

/** While somebody has to be seen first, nothing is to be tried. */
function safely(finding: Finding, { warning }: Safety): Finding {
  return warning === null ? finding : { ...finding, advice: [warning.says, EXERCISES_WAIT], exercises: [] };
}
