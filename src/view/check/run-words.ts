import type { ClipRun } from '../../state/clip-run.svelte';
import type { TrackRun } from '../../state/track-run.svelte';

/** How far a clip is, or a file of landmarks beside it, in a few words. */
export function runWords(run: ClipRun | TrackRun): string {
  if (!('poses' in run)) return trackWords(run);
  if (run.failure !== null) return 'cannot be used';
  if (run.measured !== null) return 'analysed';
  if (run.finishing) return 'working out the numbers';
  if (!run.ready) return 'reading the file';
  if (run.progress === null) return 'waits for its turn';
  return `${Math.floor(run.progress.done * 100)} % analysed`;
}

function trackWords({ failure, measured }: TrackRun): string {
  if (failure !== null) return 'cannot be used';
  return `landmarks without a picture${measured === null ? ', being read' : ''}`;
}
