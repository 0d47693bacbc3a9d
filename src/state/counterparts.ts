import { type ListedTake, type Prospect, prospectOf } from '../compare/prospect';
import type { RunFacts } from '../analysis/session';
import type { SessionRecord, TakeRecord } from '../storage/records';

/** A kept session that the one on the table may be compared with. */
export interface Counterpart {
  session: SessionRecord;
  sameRunner: boolean;
  /** null = it is not known before the two are opened: one was kept without its numbers. */
  prospect: Prospect | null;
  /** The same runner's first session, or where that is on the table their last: the pair that tells most. */
  proposed: 'first' | 'last' | null;
}

/** Every other kept session, in the list's order; empty where the one on the table is not kept. */
export function counterpartsOf(sessions: readonly SessionRecord[], id: string): Counterpart[] {
  const shown = sessions.find((session) => session.id === id);
  if (shown === undefined) return [];
  const found = sessions
    .filter((session) => session !== shown)
    .map((session): Counterpart => ({
      session,
      sameRunner: session.runnerId !== null && session.runnerId === shown.runnerId,
      prospect: prospectWith(shown, session),
      proposed: null,
    }));
  const own = found.filter((one) => one.sameRunner && canBeCompared(one));
  own.sort((a, b) => a.session.filmedAtMs - b.session.filmedAtMs);
  const [first, last] = [own[0], own.at(-1)];
  if (first !== undefined && first.session.filmedAtMs < shown.filmedAtMs) first.proposed = 'first';
  else if (last !== undefined) last.proposed = 'last';
  return found;
}

/** Whether opening the two would give a number to compare, as far as it is known. */
export function canBeCompared({ prospect }: Counterpart): boolean {
  return prospect === null || prospect.angles.length > 0 || prospect.cadence;
}

function prospectWith(one: SessionRecord, other: SessionRecord): Prospect | null {
  const [before, after] = [listed(one), listed(other)];
  return before === null || after === null ? null : prospectOf(before, after);
}

/** null = a take was kept without its numbers. */
function listed({ takes, facts }: SessionRecord): ListedTake[] | null {
  const known = takes.flatMap((take) => listedTake(take, facts) ?? []);
  return known.length < takes.length ? null : known;
}

function listedTake(take: TakeRecord, { speedKmh, inclinePct, shoes }: RunFacts): ListedTake | null {
  const { summary, source, pose, corrections, cameraRoll } = take;
  if (summary === null) return null;
  const conditions = {
    view: summary.view,
    fps: source.fps,
    landmarksFrom: pose?.model ?? 'markers',
    pelvicMethod: summary.pelvicMethod ?? 'none',
    rollKnown: pose === null || cameraRoll.known || corrections.cameraRollDeg !== null,
    standingKnown: corrections.standing !== null,
    speedKmh,
    inclinePct,
    shoes: shoes.trim(),
  } as const;
  return { conditions, metrics: summary.metrics };
}
