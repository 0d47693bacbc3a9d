/**
 * The clip that is being analysed, remembered for as long as the tab lives, reloads and crashes included: a browser may
 * put a tab away to save memory, and whoever comes back should read what happened.
 */
const KEY = 'plumbline-unfinished-clip';

/** Remembers the clip's name until its analysis ends, in whatever way. */
export async function whileUnfinished<T>(clipName: string, analysis: Promise<T>): Promise<T> {
  remember(clipName);
  try {
    return await analysis;
  } finally {
    remember(null);
  }
}

/** The clip whose analysis the page did not live to see the end of, told once; null where there is none. */
export function takeUnfinishedClip(): string | null {
  try {
    const clipName = sessionStorage.getItem(KEY);
    remember(null);
    return clipName;
  } catch {
    return null;
  }
}

/** A browser that keeps nothing loses this sentence and no more. */
function remember(clipName: string | null): void {
  try {
    if (clipName === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, clipName);
  } catch {
    return;
  }
}
