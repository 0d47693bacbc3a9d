import type { ClipRun } from '../../state/clip-run.svelte';

/** How far a clip is, in a few words. */
export function runWords(run: ClipRun): string {
  if (run.failure !== null) return 'cannot be used';
  if (run.measured !== null) return 'analysed';
  if (run.finishing) return 'working out the numbers';
  if (!run.ready) return 'reading the file';
  if (run.progress === null) return 'waits for its turn';
  return `${Math.floor(run.progress.done * 100)} % analysed`;
}
