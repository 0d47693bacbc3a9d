/** What compare.test runs inside the app's page: puts sessions of synthetic runners into the app's own store. */
import { NO_CORRECTIONS } from '../../src/analysis/run-analysis';
import { NO_FACTS, type Session } from '../../src/analysis/session';
import { openStore } from '../../src/storage/store';
import { recordingOf } from '../truth/recording-of';
import { type RunnerOptions, syntheticRun } from '../truth/synthetic-runner';

/** A session to be kept: a side and a rear clip of one run. */
export interface KeptRun {
  id: string;
  runner: { id: string; name: string };
  title: string;
  filmedAtMs: number;
  pain: number | null;
  speedKmh: number | null;
  run: Partial<RunnerOptions>;
}

declare global {
  interface Window {
    keepRuns: (runs: readonly KeptRun[]) => Promise<void>;
  }
}

window.keepRuns = async (runs) => {
  const store = await openStore();
  for (const one of runs) await store.saveSession(sessionOf(one), new Map());
  store.close();
};

function sessionOf({ id, runner, title, filmedAtMs, pain, speedKmh, run }: KeptRun): Session {
  const takes = (['left', 'rear'] as const).map((view, k) => {
    const { track } = syntheticRun({
      durationS: 14,
      noise: 0.002,
      ...run,
      view,
      seed: (run.seed ?? 1) + 100 * k,
    });
    // Landmarks without a picture, as from markers: their pelvic line is the one through the hips.
    const recording = { ...recordingOf(track), pose: null };
    return { id: `${id}-${view}`, recording, corrections: NO_CORRECTIONS, clip: null };
  });
  const facts = { ...NO_FACTS, pain, speedKmh };
  return { id, runner: { ...runner, note: '' }, title, filmedAtMs, facts, takes };
}
