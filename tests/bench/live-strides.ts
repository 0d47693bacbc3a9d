import type { View } from '../../src/gait/view';
import { cadenceOff, differences, latenesses, meanOf, missed, twice } from '../truth/live-against-offline';
import { liveRun } from '../truth/live-run';
import type { RunnerOptions } from '../truth/synthetic-runner';
import { useBackend } from '../rig/backends';

const RATES = [12, 15, 20, 30, 60];
const VIEWS: readonly View[] = ['left', 'rear'];
const UNEVEN = { timeJitter: 0.1, noise: 0.005 };
/** What the camera and the machine do to the frames. */
const KINDS: readonly [string, Partial<RunnerOptions>][] = [
  ['even', {}],
  ['uneven', UNEVEN],
  ['15 % lost', { ...UNEVEN, droppedPart: 0.15 }],
];
const RUN_S = 30;

const largest = (values: readonly number[]) =>
  values.length === 0 ? '–' : Math.max(...values.map(Math.abs)).toFixed(2);

/** Prints how the live strides of a synthetic runner stand against the truth and the offline analysis of the same frames. */
export async function benchLiveStrides(): Promise<void> {
  await useBackend('wasm');
  console.log(
    `Live strides of ${RUN_S} s of running; lateness in strides, differences to offline in degrees (largest)`,
  );
  console.log('fps view frames    | told of true, twice, missed | late  lean  drop  cadence % | ms a look');
  for (const fps of RATES)
    for (const view of VIEWS)
      for (const [kind, disturbance] of KINDS) {
        const run = await liveRun({ fps, view, durationS: RUN_S, seed: 3, ...disturbance });
        const counts = [run.told.length, run.truth.length, twice(run.told).length];
        const [told, truth, again] = counts.map((count) => String(count).padStart(3));
        const lost = missed(run.truth, run.told, run.lastS).length;
        const [late, lean, drop] = [
          latenesses(run.told),
          differences(run, 'trunkLeanMeanDeg'),
          differences(run, 'pelvicDropPeakDeg'),
        ].map((values) => largest(values).padStart(5));
        const cadence = (100 * cadenceOff(run)).toFixed(2);
        console.log(
          `${fps}  ${view.padEnd(5)}${kind.padEnd(10)}| ${told} of ${truth}, ${again}, ${String(lost).padStart(3)} | ` +
            `${late} ${lean} ${drop} ${cadence.padStart(6)} | ${meanOf(run.lookMs).toFixed(0)}`,
        );
      }
}
