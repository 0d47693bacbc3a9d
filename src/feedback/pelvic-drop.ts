import type { MetricTable } from '../metrics/compute-metrics';
import { ARTICLE, ARTICLE_ADVISES, ARTICLE_SAYS } from './article';
import { sidesLost } from '../metrics/summary';
import { degrees, leanCaution, legByLeg, limitText, measuredMetric, sidedExcess } from './evidence';
import type { Candidate } from './finding';

/** Smallest detectable difference of pelvic drop in 2D video (Dingenen 2018: 2.7–2.8°). */
const PELVIC_DROP_ERROR_DEG = 2.8;
/**
 * Peak drop that stands out, degrees: twice what 2D video can tell from level *(judgement: no agreed limit was found, and
 * drops of a few degrees are ordinary)*.
 */
const PELVIC_DROP_DEG = 2 * PELVIC_DROP_ERROR_DEG;
/**
 * Left–right difference that stands out, degrees: the detectable difference, and the 2° that a camera 1° askew adds to one
 * leg and takes from the other *(judgement)*.
 */
const DROP_DIFFERENCE_DEG = PELVIC_DROP_ERROR_DEG + 2;

/** The pelvis drops towards the swing leg: much on one leg or both, or much more on one than on the other. */
export function pelvicDrop(metrics: MetricTable): Candidate | null {
  const drop = measuredMetric(metrics, 'pelvicDropPeakDeg');
  if (!drop) return null;
  const { marginDeg, sides } = sidedExcess(drop, {
    eachDeg: PELVIC_DROP_DEG,
    differenceDeg: DROP_DIFFERENCE_DEG,
  });
  if (!(marginDeg > 0)) return null;
  const worse = drop.left.mean > drop.right.mean ? 'left' : 'right';
  const where = sidesLost(drop)
    ? 'left and right taken together'
    : sides.length === 2
      ? 'on both legs'
      : `over the ${sides[0] ?? worse} leg`;
  return {
    certainty: marginDeg / PELVIC_DROP_ERROR_DEG,
    finding: {
      id: 'pelvic-drop',
      title: `Pelvis drops on landing, ${where}`,
      severity: marginDeg > PELVIC_DROP_ERROR_DEG ? 'clear' : 'possible',
      metric: 'pelvicDropPeakDeg',
      why: `${ARTICLE_SAYS.hopping}; ${ARTICLE_SAYS.landing}.`,
      evidence:
        `At its lowest the pelvis hung down on the swinging side by ${legByLeg(drop)}. ` +
        `${limitText(drop, PELVIC_DROP_DEG, DROP_DIFFERENCE_DEG)} stands out here; ` +
        `that limit is a judgement from the method’s error of ${degrees(PELVIC_DROP_ERROR_DEG)} (Dingenen 2018). ${leanCaution(drop)}`,
      advice: [ARTICLE_ADVISES.lowerLimb, ARTICLE_ADVISES.gluteal],
      exercises: ['side-plank', 'glute-bridge'],
      references: [
        ARTICLE,
        'For: Bramah 2018, AJSM: +80 % odds of being in the injured group per +1° of drop (72 injured, 36 healthy); Whitney 2022, PMC8989488: more drop with sacroiliac pain',
        'Against: Noehren 2012 and Drozda 2024 found no difference in patellofemoral and low-back pain',
        'Davis review, PMC4745249: strength alone rarely changes gait, visual feedback does (Willy 2012)',
      ],
    },
  };
}
