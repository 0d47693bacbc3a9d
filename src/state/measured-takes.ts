import type { Take } from '../analysis/session';
import type { MeasuredTake, Reanalyse } from './open-take.svelte';

/** Kept takes with their numbers, as this version works them out. Errors: whatever the analysis throws. */
export function measuredTakes(takes: readonly Take[], reanalyse: Reanalyse): Promise<MeasuredTake[]> {
  return Promise.all(
    takes.map(async (take) => ({ take, analysis: await reanalyse(take.recording, take.corrections) })),
  );
}
