import { ClipError } from '../video/clip-errors';

/** What people read when a clip did not become numbers. */
export interface Failure {
  title: string;
  /** What happened, what is kept, what to do. */
  sentence: string;
}

/** Errors that bring their own sentence, by name: they may come from a part that is not loaded yet. */
const TITLES: Readonly<Record<string, string>> = {
  PoseUnavailable: 'The analysis cannot start',
  PoseFailed: 'The analysis broke off',
  StoreError: 'Not saved',
  TrackFileError: 'This file cannot be opened',
  OverlayVideoError: 'The video could not be written',
};

/** A script or style of the page did not come: the browsers' own words for it. */
const PART_MISSING = /dynamically imported module|importing a module script failed|preload css/i;

/** A bad clip and a broken run bring their own sentence; anything else is our own fault, and says so. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ClipError) return { title: 'This clip cannot be used', sentence: error.message };
  const why = error instanceof Error ? error.message : String(error);
  const title = error instanceof Error ? TITLES[error.name] : undefined;
  if (title !== undefined) return { title, sentence: why };
  if (error instanceof Error && error.name === 'WorkerDied') {
    return {
      title: 'The numbers could not be worked out',
      sentence: `The part that works them out stopped (${why}). Nothing that was kept is lost and your clip is untouched; close other tabs to free memory, go online, and try again.`,
    };
  }
  if (PART_MISSING.test(why)) {
    return {
      title: 'A part of Plumbline is missing',
      sentence:
        'It could not be fetched. Nothing that was kept is lost and your clip is untouched; go online, reload the page and open the clip again.',
    };
  }
  return {
    title: 'Plumbline failed',
    sentence: `Nothing that was kept is lost and the clip is fine as far as we know, the program is not (${why}). Reload the page and try again; if it fails again, try another browser.`,
  };
}

/** The page was reloaded, crashed, or was put away by the browser in the middle of a clip. */
export function unfinishedNote(clipName: string): string {
  return `“${clipName}” was being analysed when this page was closed or put away by the browser. What was finished before is kept; open the clip again.`;
}
