import type { Session } from '../analysis/session';
import { type ComparedSession, comparedSession } from '../compare/compared-session';
import { type OwnError, ownErrorOf } from '../compare/own-error';
import type { ComparisonRecord } from '../storage/records';
import { Comparison, type CompareCurves } from './comparison.svelte';
import { earlierPainOf, lesserPain } from './earlier-pain';
import type { Library } from './library.svelte';
import { measuredTakes } from './measured-takes';
import type { Reanalyse } from './open-take.svelte';
import { Review } from './review.svelte';

/** What comparing needs of the machine. */
export interface Comparing {
  library: Library;
  reanalyse: Reanalyse;
  compareCurves: CompareCurves;
}

/**
 * Opens two kept sessions against each other; `saved` = as a comparison was left. null where one could not be opened:
 * `library.problem` says why. Errors: whatever the analysis throws.
 */
export async function openComparison(
  { library, reanalyse, compareCurves }: Comparing,
  [beforeId, afterId]: readonly [string, string],
  saved: ComparisonRecord | null = null,
): Promise<Comparison | null> {
  const opened = [await library.open(beforeId), await library.open(afterId)];
  const reviews: Review[] = [];
  for (const one of opened) {
    if (one === null) return null;
    const { takes, ...card } = one.session;
    reviews.push(new Review(card, await measuredTakes(takes, reanalyse), reanalyse));
  }
  const [before, after] = reviews;
  if (before === undefined || after === undefined) return null;
  lookBack(library, before, after);
  const runner = after.card.runner ?? before.card.runner;
  const own = runner && (await ownErrorKept(library, reanalyse, runner.id));
  return new Comparison({ before, after, own, saved }, compareCurves);
}

/** Each looks back to the runner's last session, and the later of the two to the other as well. */
function lookBack({ sessions }: Library, ...pair: readonly [Review, Review]): void {
  for (const review of pair) {
    const { card } = review;
    const other = pair.map((one) => ({ ...one.card, runnerId: one.card.runner?.id ?? null }));
    const earlier = lesserPain(earlierPainOf(sessions, card), earlierPainOf(other, card));
    review.earlierPain = () => earlier;
  }
}

/** The runner's own measurement error, worked out anew from the clips that were marked as repeats; null = never marked. */
export async function ownErrorKept(
  library: Library,
  reanalyse: Reanalyse,
  runnerId: string,
): Promise<OwnError | null> {
  const record = await library.change((store) => store.ownErrorOf(runnerId));
  if (record === null) return null;
  const kept = record.sessionIds.filter((id) => library.sessions.some((session) => session.id === id));
  const repeats = await openCompared(library, reanalyse, kept);
  return repeats.length < 2 ? null : ownErrorOf(repeats);
}

/** Sessions as comparing needs them, without their long arrays; those that are gone are left out. */
export async function openCompared(
  library: Library,
  reanalyse: Reanalyse,
  ids: readonly string[],
): Promise<ComparedSession[]> {
  const all: ComparedSession[] = [];
  for (const id of ids) {
    const opened = await library.open(id);
    if (opened !== null) all.push(await compared(opened.session, reanalyse));
  }
  return all;
}

/** A session as comparing needs it, so light that hundreds can be held. */
export async function compared(session: Session, reanalyse: Reanalyse): Promise<ComparedSession> {
  const takes = await measuredTakes(session.takes, reanalyse);
  const whole = comparedSession(
    session,
    takes.map(({ analysis }) => analysis),
  );
  const { id, runner, filmedAtMs, facts } = session;
  return {
    session: { id, runner, filmedAtMs, facts },
    takes: whole.takes.map(({ analysis, recording }) => {
      const { view, metrics, strides, cameraRollFrom, pelvicLine } = analysis;
      return {
        analysis: { view, metrics, strides, cameraRollFrom, pelvicLine },
        recording: { pose: recording.pose, source: recording.source },
      };
    }),
  };
}
