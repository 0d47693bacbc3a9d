import type { MetricTable } from '../metrics/compute-metrics';
import { ARTICLE, ARTICLE_ADVISES, ARTICLE_SAYS } from './article';
import { degrees, leanCaution, legByLeg, limitText, measuredMetric, sidedExcess } from './evidence';
import type { Candidate } from './finding';

/** Smallest detectable difference of lateral trunk lean in 2D video (Dingenen 2018: 1.3–2.3°; the larger). */
const LATERAL_LEAN_ERROR_DEG = 2.3;
/** Lean towards the stance leg that stands out, degrees: twice what 2D video can tell from upright *(judgement)*. */
const LATERAL_LEAN_DEG = 2 * LATERAL_LEAN_ERROR_DEG;
/** Left–right difference that stands out, degrees: the detectable one and what a camera 1° askew makes *(judgement)*. */
const LATERAL_DIFFERENCE_DEG = LATERAL_LEAN_ERROR_DEG + 2;

/** The trunk leans over the standing leg, or more over one leg than over the other. */
export function sidewaysTrunk(metrics: MetricTable): Candidate | null {
  const lean = measuredMetric(metrics, 'lateralTrunkLeanDeg');
  if (!lean) return null;
  const limits = { eachDeg: LATERAL_LEAN_DEG, differenceDeg: LATERAL_DIFFERENCE_DEG };
  const { marginDeg } = sidedExcess(lean, limits);
  if (!(marginDeg > 0)) return null;
  return {
    certainty: marginDeg / LATERAL_LEAN_ERROR_DEG,
    finding: {
      id: 'sideways-trunk',
      title: 'Trunk leans sideways',
      severity: marginDeg > LATERAL_LEAN_ERROR_DEG ? 'clear' : 'possible',
      metric: 'lateralTrunkLeanDeg',
      why: `${ARTICLE_SAYS.lateral}.`,
      evidence:
        `In mid-stance your trunk leaned outwards by ${legByLeg(lean)}. ` +
        `${limitText(lean, LATERAL_LEAN_DEG, LATERAL_DIFFERENCE_DEG)} stands out here; ` +
        `that limit is a judgement from the method’s error of ${degrees(LATERAL_LEAN_ERROR_DEG)} (Dingenen 2018). ${leanCaution(lean)}`,
      advice: [ARTICLE_ADVISES.sidePlank],
      exercises: ['side-plank'],
      references: [ARTICLE, 'Dingenen 2018: 2D video, smallest detectable difference 1.3–2.3°'],
    },
  };
}
