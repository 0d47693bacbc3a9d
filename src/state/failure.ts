import { ClipError } from '../video/clip-errors';

/** What people read when a clip did not become numbers. */
export interface Failure {
  title: string;
  sentence: string;
}

/** A bad clip and a broken run bring their own sentence; anything else is our own fault, and says so. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ClipError) return { title: 'This clip cannot be used', sentence: error.message };
  if (error instanceof Error && error.name === 'PoseFailed')
    return { title: 'The analysis broke off', sentence: error.message };
  const why = error instanceof Error ? error.message : String(error);
  return {
    title: 'Plumbline failed',
    sentence: `The clip is fine as far as we know, the program is not (${why}). Reload the page and try again; if it fails again, try another browser.`,
  };
}
