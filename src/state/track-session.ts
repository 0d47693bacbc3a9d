import type { Session, Take } from '../analysis/session';
import { openTrackFile } from '../exchange/track-file-client';
import type { SessionCard } from './review.svelte';

/** A session of files of landmarks (TRC, ANALYSIS.json), without clips. Errors: TrackFileError, whose message is for people. */
export async function readTrackSession(files: readonly File[], card: SessionCard): Promise<Session> {
  const takes: Take[] = [];
  for (const file of files) {
    const { recording, corrections } = await openTrackFile(file);
    takes.push({ id: crypto.randomUUID(), recording, corrections, clip: null });
  }
  return { ...card, takes };
}
