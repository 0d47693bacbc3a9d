import { isMeasured, LEGS, type SideSummary } from '../../metrics/summary';
import type { OpenTake } from '../../state/open-take.svelte';
import type { Side } from '../../units';

const METHODS = { waistband: 'waistband', dots: 'dots', hem: 'hem', landmarks: 'markers', none: '' };

/** The legs that have a pelvic drop; their intervals count all that is uncertain: strides, camera roll, the line's own slant. */
export function pelvisLegs({ analysis }: OpenTake): (SideSummary & { side: Side })[] {
  const pelvis = analysis.metrics.pelvicDropPeakDeg;
  if (!isMeasured(pelvis)) return [];
  return LEGS.map((side) => ({
    side,
    ...pelvis[side],
    ci95: analysis.pelvicDrop?.[side]?.peak.ci95 ?? pelvis[side].ci95,
  })).filter(({ withheld }) => withheld === null);
}

/** "rear · waistband" */
export function pelvisSeenFrom({ analysis }: OpenTake): string {
  if (!isMeasured(analysis.metrics.pelvicDropPeakDeg)) return 'from behind';
  return [analysis.view, METHODS[analysis.pelvicLine?.method ?? 'none']].filter(Boolean).join(' · ');
}
