import type { EarlierPain } from '../feedback/safety';
import type { SessionRecord } from '../storage/records';
import type { SessionCard } from './review.svelte';

/** A session as it is looked back to. */
type PastSession = Pick<SessionRecord, 'id' | 'runnerId' | 'filmedAtMs'> & {
  facts: Pick<SessionRecord['facts'], 'pain'>;
};

/** The pain in the last session of the same runner in which it was said; null = there is none, or nobody said who runs. */
export function earlierPainOf(
  sessions: readonly PastSession[],
  { id, runner, filmedAtMs }: Pick<SessionCard, 'id' | 'runner' | 'filmedAtMs'>,
): EarlierPain | null {
  const pains = sessions
    .filter((past) => runner !== null && past.runnerId === runner.id && past.id !== id)
    .filter((past) => past.filmedAtMs < filmedAtMs)
    .sort((a, b) => b.filmedAtMs - a.filmedAtMs)
    .map(({ facts, filmedAtMs: atMs }) => ({ pain: facts.pain, atMs }));
  for (const { pain, atMs } of pains) if (pain !== null) return { pain, atMs };
  return null;
}

/** Of two looks back, the one with less pain: what rose since then rose. */
export function lesserPain(a: EarlierPain | null, b: EarlierPain | null): EarlierPain | null {
  return a === null || (b !== null && b.pain < a.pain) ? b : a;
}
