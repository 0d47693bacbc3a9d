import type { MetricTable } from '../metrics/compute-metrics';
import type { MetricId } from '../metrics/metric';
import { EXPLORATORY, isMeasured, PROVISIONAL_STRIDES } from '../metrics/summary';
import { ARTICLE, ARTICLE_SAYS } from './article';
import { carriesFinding, legByLeg, legsCarryFinding, measuredMetric, withInterval } from './evidence';
import type { Finding } from './finding';
import type { Safety } from './safety';

/** One of the two headlines: its numbers in words, or why it cannot be judged. */
interface Headline {
  metric: MetricId;
  name: string;
  seen: string | null;
  shortfall: string;
}

/** What is said when no rule found anything: that nothing stands out in what could be judged, or that nothing could be. */
export function withoutFinding(metrics: MetricTable, safety: Safety): Finding {
  const headlines = [trunkHeadline(metrics), pelvisHeadline(metrics)];
  const seen = headlines.filter((headline) => headline.seen !== null);
  const unseen = headlines
    .filter((headline) => headline.seen === null)
    .map(({ name, shortfall }) => `${name}: ${shortfall}.`);
  return seen[0] ? nothingStandsOut(seen, unseen, seen[0].metric, safety) : notEnoughSeen(unseen);
}

function trunkHeadline(metrics: MetricTable): Headline {
  const metric = 'trunkLeanMidstanceDeg';
  const trunk = measuredMetric(metrics, metric);
  const seen = trunk && carriesFinding(trunk.both) ? withInterval(trunk.both) : null;
  return { metric, name: 'Trunk lean in mid-stance', seen, shortfall: shortfall(metrics, metric) };
}

function pelvisHeadline(metrics: MetricTable): Headline {
  const metric = 'pelvicDropPeakDeg';
  const pelvis = measuredMetric(metrics, metric);
  const seen = pelvis && legsCarryFinding(pelvis) ? legByLeg(pelvis) : null;
  return { metric, name: 'Pelvic drop', seen, shortfall: shortfall(metrics, metric) };
}

function nothingStandsOut(
  headlines: readonly Headline[],
  unseen: readonly string[],
  metric: MetricId,
  safety: Safety,
): Finding {
  const numbers = headlines.map(({ name, seen }) => `${name}: ${seen}.`);
  return {
    id: 'nothing-stands-out',
    title: unseen.length > 0 ? 'Nothing stands out in what could be judged' : 'Nothing stands out',
    severity: 'none',
    metric,
    ...whatNext(safety),
    evidence: [...numbers, ...(unseen.length > 0 ? ['Not judged:', ...unseen] : [])].join(' '),
    exercises: [],
  };
}

/** What follows where nothing stands out: “keep running” is said to nobody in pain, and not where pain was not said. */
function whatNext({ pain, mayKeepRunning }: Safety): Pick<Finding, 'why' | 'advice' | 'references'> {
  if (mayKeepRunning)
    return {
      why: `${ARTICLE_SAYS.healthier}.`,
      advice: ['Keep running.', 'Film again after a change.'],
      references: [
        ARTICLE,
        'Belavy 2017: higher discs in runners (n = 79), best near 2 m/s',
        'Mitchell 2020: +20 % disc height (9 runners)',
      ],
    };
  const first =
    pain === null
      ? 'Say how much your back hurts: what comes next depends on it.'
      : 'These numbers do not explain your pain. Let a physiotherapist look for its cause.';
  return {
    why: `${ARTICLE_SAYS.culprit}; these numbers look at two of them.`,
    advice: [first, 'Film again after a change.'],
    references: [ARTICLE],
  };
}

function notEnoughSeen(unseen: readonly string[]): Finding {
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
    exercises: [],
    references: ['Strides needed: Oliveira & Pirscoveanu 2021; Dingenen 2018'],
  };
}

/** Why a headline cannot be judged. */
function shortfall(metrics: MetricTable, id: MetricId): string {
  const result = metrics[id];
  if (!isMeasured(result)) return result.unavailable;
  if (result.exploratory) return EXPLORATORY;
  const { left, right } = result;
  return `${left.n} left and ${right.n} right strides counted; ${PROVISIONAL_STRIDES} are needed`;
}
