import type { MetricId } from '../../metrics/metric';
import { isMeasured } from '../../metrics/summary';

/** Which metrics stand together in the table, the two headlines' first. Every metric is in one of them (a test says so). */
export const GROUPS: readonly { title: string; ids: readonly MetricId[] }[] = [
  {
    title: 'Trunk',
    ids: [
      'trunkLeanMeanDeg',
      'trunkLeanAtContactDeg',
      'trunkLeanMidstanceDeg',
      'trunkExtensionPeakDeg',
      'trunkLeanRangeDeg',
      'lateralTrunkLeanDeg',
    ],
  },
  {
    title: 'Pelvis and hips',
    ids: ['pelvicDropPeakDeg', 'pelvicDropMidstanceDeg', 'pelvicObliquityRangeDeg', 'hipAdductionDeg'],
  },
  {
    title: 'Rhythm',
    ids: ['cadenceSpm', 'strideTimeS', 'stepTimeS', 'contactTimeS', 'flightTimeS', 'dutyFactorPct'],
  },
  {
    title: 'Landing and legs',
    ids: [
      'kneeFlexionAtContactDeg',
      'kneeFlexionPeakStanceDeg',
      'shankAngleAtContactDeg',
      'footStrikeAngleDeg',
      'overstridePctHeight',
      'stepWidthPctHip',
      'verticalOscillationPctHeight',
    ],
  },
  { title: 'Head and arms', ids: ['headForwardDeg', 'armSwingAsymmetryPct'] },
];

interface Entry {
  metric: { id: MetricId };
  result: Parameters<typeof isMeasured>[0];
}

/** Metrics that have numbers which were held against truth, group by group; groups without any are left out. */
export function measuredGroups<E extends Entry>(entries: readonly E[]): { title: string; rows: E[] }[] {
  const byId = new Map(entries.map((entry) => [entry.metric.id, entry]));
  return GROUPS.map(({ title, ids }) => ({
    title,
    rows: ids.flatMap((id) => {
      const entry = byId.get(id);
      return entry && isMeasured(entry.result) && !entry.result.exploratory ? [entry] : [];
    }),
  })).filter(({ rows }) => rows.length > 0);
}

/** Metrics with numbers that nothing is to be concluded from. */
export function exploratoryOf<E extends Entry>(entries: readonly E[]): E[] {
  return entries.filter(({ result }) => isMeasured(result) && result.exploratory);
}

/** Metrics without numbers, by the reason that they share, so that each reason is said once. */
export function unmeasuredByReason(entries: readonly Entry[]): { reason: string; names: string[] }[] {
  const names = new Map<string, string[]>();
  for (const { result } of entries) {
    if (isMeasured(result)) continue;
    names.set(result.unavailable, [...(names.get(result.unavailable) ?? []), result.name]);
  }
  return [...names].map(([reason, those]) => ({ reason, names: those }));
}
