import type { MetricTable } from '../metrics/compute-metrics';
import type { MetricId } from '../metrics/metric';
import { LEGS, isMeasured, PROVISIONAL_STRIDES } from '../metrics/summary';
import { ARTICLE, ARTICLE_SAYS } from './article';
import { carriesFinding, legByLeg, measuredMetric, withInterval } from './evidence';
import type { Finding } from './finding';

/** The two headlines, by what a clip of one view can show. */
const TRUNK: MetricId = 'trunkLeanMidstanceDeg';
const PELVIS: MetricId = 'pelvicDropPeakDeg';

/** What is said when no rule found anything: that nothing stands out in what could be judged, or that nothing could be. */
export function withoutFinding(metrics: MetricTable): Finding {
  const trunk = measuredMetric(metrics, TRUNK);
  const pelvis = measuredMetric(metrics, PELVIS);
  const seen: string[] = [];
  if (trunk && carriesFinding(trunk.both)) seen.push(`trunk lean in mid-stance ${withInterval(trunk.both)}`);
  if (pelvis && LEGS.some((side) => carriesFinding(pelvis[side])))
    seen.push(`pelvic drop ${legByLeg(pelvis)}`);
  const unseen = [
    ...(trunk && carriesFinding(trunk.both) ? [] : [`Trunk lean: ${shortfall(metrics, TRUNK)}.`]),
    ...(pelvis && LEGS.some((side) => carriesFinding(pelvis[side]))
      ? []
      : [`Pelvic drop: ${shortfall(metrics, PELVIS)}.`]),
  ];
  return seen.length > 0
    ? nothingStandsOut(seen, unseen, seen.length === 1 && !trunk ? PELVIS : TRUNK)
    : notEnoughSeen(unseen);
}

function nothingStandsOut(seen: string[], unseen: string[], metric: MetricId): Finding {
  return {
    id: 'nothing-stands-out',
    title: 'Nothing stands out',
    severity: 'none',
    metric,
    why: `${ARTICLE_SAYS.healthier}.`,
    evidence: [
      `Within its band: ${seen.join('; ')}.`,
      ...(unseen.length > 0 ? ['Not judged:', ...unseen] : []),
    ].join(' '),
    advice: ['Keep running.', 'Film again after a change.'],
    references: [
      ARTICLE,
      'Belavy 2017: higher discs in runners (n = 79), best near 2 m/s',
      'Mitchell 2020: +20 % disc height (9 runners)',
    ],
  };
}

function notEnoughSeen(unseen: string[]): Finding {
  return {
    id: 'not-enough-seen',
    title: 'Not enough seen to say anything',
    severity: 'none',
    metric: null,
    why: `A finding needs ${PROVISIONAL_STRIDES} strides of what it is about.`,
    evidence: unseen.join(' '),
    advice: [
      'Film half a minute of steady running, once from the side and once from behind, the whole body in the picture.',
    ],
    references: ['Strides needed: Oliveira & Pirscoveanu 2021; Dingenen 2018'],
  };
}

/** Why a headline cannot be judged. */
function shortfall(metrics: MetricTable, id: MetricId): string {
  const result = metrics[id];
  if (!isMeasured(result)) return result.unavailable;
  return `${result.both.n} strides counted, ${PROVISIONAL_STRIDES} are needed`;
}
