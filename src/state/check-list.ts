import { checkClip, type CheckPoint, worstOf } from '../analysis/check-clip';
import type { ClipRun } from './clip-run.svelte';

/** The check list of a clip as far as it is known; empty until its file is read. */
export function checkListOf({ facts, look, seen }: ClipRun): CheckPoint[] {
  return facts === null ? [] : checkClip({ facts, look, seen });
}

/** One word on a clip for the list of clips. */
export const worstOfList = worstOf;
