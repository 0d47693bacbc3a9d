/** What compare.test runs inside the app's page: puts sessions of synthetic runners into the app's own store. */
import '@tensorflow/tfjs-backend-cpu';
import { analyseRun } from '../../src/analysis/analyse-run';
import { PIPELINE_VERSION } from '../../src/analysis/pipeline';
import { NO_CORRECTIONS } from '../../src/analysis/run-analysis';
import { NO_FACTS, type Session } from '../../src/analysis/session';
import type { View } from '../../src/gait/view';
import { metricOf, tableOf } from '../../src/metrics/registry';
import type { MetricResult } from '../../src/metrics/summary';
import type { Summaries } from '../../src/storage/sessions';
import { openStore } from '../../src/storage/store';
import { summaryOf } from '../../src/storage/take-summary';
import { recordingOf } from '../truth/recording-of';
import { type RunnerOptions, syntheticRun } from '../truth/synthetic-runner';

/** A session to be kept: a side and a rear clip of one run, or what `views` says. */
export interface KeptRun {
  id: string;
  runner: { id: string; name: string };
  title: string;
  filmedAtMs: number;
  pain: number | null;
  speedKmh: number | null;
  run: Partial<RunnerOptions>;
  /** As if an earlier version had worked its lean out so; absent = this version has. */
  leanByEarlierVersionDeg?: number;
  views?: readonly View[];
}

declare global {
  interface Window {
    keepRuns: (runs: readonly KeptRun[]) => Promise<void>;
    /** Puts the clips of session files, by their addresses, into the store as one session of that title. */
    keepSessionFiles: (addresses: readonly string[], title: string) => Promise<void>;
  }
}

window.keepRuns = async (runs) => {
  const store = await openStore();
  for (const one of runs) {
    const session = sessionOf(one);
    const isEarlier = one.leanByEarlierVersionDeg !== undefined;
    await store.saveSession(session, isEarlier ? earlier(session, one) : await summariesOf(session));
  }
  store.close();
};

window.keepSessionFiles = async (addresses, title) => {
  const store = await openStore();
  for (const address of addresses) await store.restore(await (await fetch(address)).blob(), null);
  const { sessions } = await store.recentSessions();
  const opened = await Promise.all(sessions.map(({ id }) => store.openSession(id)));
  for (const { id } of sessions) await store.removeSession(id);
  const takes = opened.flatMap(({ session }, k) =>
    session.takes.map((take) => ({ ...take, id: `${k}-${take.id}` })),
  );
  const summaries = new Map(
    opened.flatMap(({ record }, k) =>
      record.takes.flatMap(({ id, summary }) => (summary === null ? [] : [[`${k}-${id}`, summary] as const])),
    ),
  );
  const filmedAtMs = Math.min(...sessions.map((session) => session.filmedAtMs));
  await store.saveSession(
    { id: 'measured', runner: null, title, filmedAtMs, facts: NO_FACTS, takes },
    summaries,
  );
  store.close();
};

/** Results of the version before this one, of the side clip. */
function earlier({ takes }: Session, { leanByEarlierVersionDeg: mean = NaN }: KeptRun): Summaries {
  const side = {
    mean,
    sd: 1,
    n: 20,
    ci95: [mean, mean] as [number, number],
    ci95OfStrides: [mean, mean] as [number, number],
    freedom: NaN,
    confidence: 'provisional' as const,
  };
  const leg = { ...side, withheld: null };
  const { name, unit } = metricOf('trunkLeanMeanDeg');
  const metrics = tableOf((metric): MetricResult =>
    metric.id === 'trunkLeanMeanDeg'
      ? {
          name,
          unit,
          left: leg,
          right: leg,
          both: leg,
          asymmetryPct: NaN,
          asymmetryNoisePct: NaN,
          asymmetryDeg: NaN,
          asymmetryNoiseDeg: NaN,
          validated: null,
          exploratory: false,
        }
      : { name: metric.name, unit: metric.unit, unavailable: 'not known to it' },
  );
  const pipelineVersion = PIPELINE_VERSION - 1;
  const summary = { pipelineVersion, view: 'left' as const, pelvicMethod: null, metrics, findings: [] };
  return new Map(takes.map(({ id }) => [id, summary]));
}

/** The numbers that the app keeps beside a recording. */
async function summariesOf({ takes }: Session) {
  const analysed = takes.map(async ({ id, recording, corrections }) => {
    return [id, summaryOf(await analyseRun(recording, corrections))] as const;
  });
  return new Map(await Promise.all(analysed));
}

function sessionOf({ id, runner, title, filmedAtMs, pain, speedKmh, run, views }: KeptRun): Session {
  const takes = (views ?? (['left', 'rear'] as const)).map((view, k) => {
    const { track } = syntheticRun({
      durationS: 14,
      noise: 0.002,
      ...run,
      view,
      seed: (run.seed ?? 1) + 100 * k,
    });
    // Landmarks without a picture, as from markers: their pelvic line is the one through the hips.
    const made = recordingOf(track);
    const recording = { ...made, pose: null, source: { ...made.source, height: 960 } };
    return { id: `${id}-${view}`, recording, corrections: NO_CORRECTIONS, clip: null };
  });
  const facts = { ...NO_FACTS, pain, speedKmh };
  return { id, runner: { ...runner, note: '' }, title, filmedAtMs, facts, takes };
}
