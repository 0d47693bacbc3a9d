import type { MetricTable } from '../metrics/compute-metrics';
import { ARTICLE, ARTICLE_ADVISES, ARTICLE_SAYS } from './article';
import { carriesFinding, degrees, measuredMetric, withInterval } from './evidence';
import type { Candidate } from './finding';

/**
 * Trunk lean (degrees, positive = forward) below which it counts as at or behind the vertical: two SD below runners left to
 * themselves, 7.3 − 2 × 3.6 (Teng & Powers 2014, n = 24, 3.4 m/s), which is the vertical itself to within 0.1°.
 */
const UPRIGHT_LEAN_DEG = 0.1;

/** Error of a clip's mean trunk lean from BlazePose, bias included: within 2° of rendered truth (SCIENCE.md §1.2). */
const TRUNK_LEAN_ERROR_DEG = 2;

/**
 * The trunk at or behind the vertical through stance, both at landing and in mid-stance: possible beyond the strides' own spread, clear
 * beyond all that model and camera may be off by, and never within the method's usual error.
 */
export function uprightTrunk(metrics: MetricTable): Candidate | null {
  const landing = measuredMetric(metrics, 'trunkLeanAtContactDeg')?.both;
  const midstance = measuredMetric(metrics, 'trunkLeanMidstanceDeg')?.both;
  const range = measuredMetric(metrics, 'trunkLeanRangeDeg')?.both;
  if (!landing || !midstance || !carriesFinding(landing) || !carriesFinding(midstance)) return null;
  const marginDeg = UPRIGHT_LEAN_DEG - Math.max(landing.ci95OfStrides[1], midstance.ci95OfStrides[1]);
  const allDeg = UPRIGHT_LEAN_DEG - Math.max(landing.ci95[1], midstance.ci95[1]);
  const sureDeg = Math.min(allDeg, marginDeg - TRUNK_LEAN_ERROR_DEG);
  if (!(marginDeg > 0)) return null;
  const movement = range ? ` Within a stride it moved by ${degrees(range.mean)}.` : '';
  return {
    certainty: marginDeg / TRUNK_LEAN_ERROR_DEG,
    finding: {
      id: 'upright-trunk',
      title: 'Upright, extended running',
      severity: sureDeg > 0 ? 'clear' : 'possible',
      metric: 'trunkLeanMidstanceDeg',
      why: `${ARTICLE_SAYS.neutral}. ${ARTICLE_SAYS.extended}. As with a finger: ${ARTICLE_SAYS.finger}.`,
      evidence:
        `Your trunk leaned ${withInterval(landing)} at landing and ${withInterval(midstance)} in mid-stance; ` +
        `0° is upright, negative is behind it. Runners left to themselves lean 7.3 ± 3.6° forward (Teng & Powers 2014).${movement}`,
      advice: [ARTICLE_ADVISES.breathing, ARTICLE_ADVISES.abdominalWall],
      exercises: ['belly-breathing', 'gym-ball-roll-back'],
      references: [
        ARTICLE,
        'Teng & Powers 2014, JOSPT: trunk lean self-selected 7.3 ± 3.6°, extended 4.0 ± 3.9° (n = 24, 3.4 m/s)',
        'Mixed: after fatigue of the back muscles people with low-back pain became slightly more extended (Hart 2009); an extended posture raised the load on the kneecap (Teng & Powers 2014); no running study of spinal compression against posture was found',
        'Breathing exercises in back pain: 13 trials, low certainty, not in runners.',
      ],
    },
  };
}
