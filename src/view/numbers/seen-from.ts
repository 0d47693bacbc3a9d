import { isMeasured } from '../../metrics/summary';
import type { OpenTake } from '../../state/open-take.svelte';

const METHODS = { waistband: 'waistband', dots: 'dots', hem: 'hem', landmarks: 'markers', none: '' };

/** "rear · waistband" */
export function pelvisSeenFrom({ analysis }: OpenTake): string {
  if (!isMeasured(analysis.metrics.pelvicDropPeakDeg)) return 'from behind';
  return [analysis.view, METHODS[analysis.pelvicLine?.method ?? 'none']].filter(Boolean).join(' · ');
}
