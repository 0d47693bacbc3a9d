import type { Session, Take } from '../analysis/session';
import { worseOf } from '../feedback/safety';
import { openTrackFile } from '../exchange/track-file-client';
import type { SessionCard } from './review.svelte';

/** A session of files of landmarks (TRC, ANALYSIS.json), without clips. Errors: TrackFileError, whose message is for people. */
export async function readTrackSession(files: readonly File[], card: SessionCard): Promise<Session> {
  const takes: Take[] = [];
  let { facts } = card;
  for (const file of files) {
    const { recording, corrections, said } = await openTrackFile(file);
    facts = { ...facts, ...worseOf(facts, said) };
    takes.push({ id: crypto.randomUUID(), recording, corrections, clip: null });
  }
  return { ...card, facts, takes };
}
