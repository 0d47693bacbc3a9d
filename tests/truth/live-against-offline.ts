import { analyseRun } from '../../src/analysis/analyse-run';
import { NO_CORRECTIONS, type MeasuredStride } from '../../src/analysis/run-analysis';
import type { Recording } from '../../src/analysis/recording';
import { LiveAnalysis } from '../../src/live/live-analysis';
import type { LiveReading, LiveStride } from '../../src/live/live-reading';
import type { CameraFrame } from '../../src/pose/camera-contract';

/** What of a stride is held against each other: its foot and its time. */
interface InTime {
  side: string;
  startS: number;
  endS: number;
}

/** A told stride, and the camera's time when it was told. */
type Told = LiveStride & { toldAtS: number };

/** How the live strides of a run stand against the offline analysis (or the truth) of the same frames. */
export interface LiveAgainstOffline {
  told: Told[];
  readings: LiveReading[];
  offline: MeasuredStride[];
  /** Wall time of the looks, milliseconds. */
  lookMs: number[];
}

/** Feeds the frames as they would come, and analyses all of them at once. */
export async function runLive(
  frames: readonly CameraFrame[],
  recording: Recording,
): Promise<LiveAgainstOffline> {
  const live = new LiveAnalysis({ view: 'auto', cameraRollDeg: null }, () => 0);
  const readings: LiveReading[] = [];
  const lookMs: number[] = [];
  for (const frame of frames) {
    const startedAt = performance.now();
    const reading = await live.add(frame);
    if (reading === null) continue;
    lookMs.push(performance.now() - startedAt);
    readings.push(reading);
  }
  const told = readings.flatMap(({ newStrides, atS }) =>
    newStrides.map((stride): Told => ({ ...stride, toldAtS: atS })),
  );
  const { strides: offline } = await analyseRun(recording, NO_CORRECTIONS);
  return { told, readings, offline, lookMs };
}

/** Ends of one stride, told by two analyses, lie no further apart than this; half of a step. */
const SAME_S = 0.13;

const isSame = (a: InTime, b: InTime) => a.side === b.side && Math.abs(a.endS - b.endS) < SAME_S;

/** The first three strides may be missed (issue 7), and what ends within the last second is not told yet. */
export function missed<S extends InTime>(truth: readonly S[], told: readonly InTime[], lastS: number): S[] {
  return truth
    .slice(3)
    .filter(({ endS }) => endS < lastS - 1)
    .filter((stride) => !told.some((one) => isSame(one, stride)));
}

/** Strides that share half of their time, or more, with an earlier told one of the same leg, or end with any leg's. */
export function twice(told: readonly InTime[]): InTime[] {
  return told.filter((stride, i) =>
    told.slice(0, i).some((other) => {
      const sharedS = Math.min(stride.endS, other.endS) - Math.max(stride.startS, other.startS);
      const apartS = Math.abs(stride.endS - other.endS);
      return apartS < SAME_S || (stride.side === other.side && sharedS > (stride.endS - stride.startS) / 2);
    }),
  );
}

/** Told strides beside the offline ones: live minus offline of each value, of those that both have. */
export function differences(
  { told, offline }: LiveAgainstOffline,
  of: 'trunkLeanMeanDeg' | 'pelvicDropPeakDeg' | 'cadenceSpm',
): number[] {
  return told.flatMap((stride) => {
    const twin = offline.find((one) => isSame(one, stride));
    const apart = twin === undefined ? NaN : stride[of] - twin.values[of];
    return Number.isNaN(apart) ? [] : [apart];
  });
}

/** In strides: how long after its end each was told, after the first three. */
export function latenesses(told: readonly Told[]): number[] {
  return told.slice(3).map(({ startS, endS, toldAtS }) => (toldAtS - endS) / (endS - startS));
}

export const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Relative difference of the mean cadence over the strides that both have. */
export function cadenceOff(run: LiveAgainstOffline): number {
  const both = run.told.filter((stride) => run.offline.some((one) => isSame(one, stride)));
  const own = meanOf(both.map(({ cadenceSpm }) => cadenceSpm));
  return meanOf(differences(run, 'cadenceSpm')) / own;
}
