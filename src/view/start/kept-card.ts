import { isMeasured, isSound, sidesLost } from '../../metrics/summary';
import type { Library } from '../../state/library.svelte';
import { leanText, number } from '../words';
import type { SessionCard } from './session-card';

type KeptSession = Library['sessions'][number];
type KeptTake = KeptSession['takes'][number];

type KeptLists = Pick<Library, 'runners' | 'outdated'>;

/** A kept session as the start screen lists it. */
export function cardOf(session: KeptSession, { runners, outdated }: KeptLists): SessionCard {
  const { id, title, filmedAtMs, takes } = session;
  return {
    id,
    title,
    filmedAtMs,
    runnerId: session.runnerId,
    runnerName: runners.find((runner) => runner.id === session.runnerId)?.name ?? '',
    views: takes.map(({ summary }) => summary?.view ?? null).filter((view) => view !== null),
    headline: headlineOf(takes),
    isOld: outdated.includes(id),
    hasClip: takes.some(({ clipBytes }) => clipBytes !== null),
  };
}

/** "lean 2.1° forward · drop 7.6° / 4.0°", as far as they were measured. */
function headlineOf(takes: readonly KeptTake[]): string {
  const measured = (id: 'trunkLeanMeanDeg' | 'pelvicDropPeakDeg') =>
    takes.map(({ summary }) => summary?.metrics[id]).find((metric) => metric && isSound(metric));
  const lean = measured('trunkLeanMeanDeg');
  const drop = measured('pelvicDropPeakDeg');
  const ofLegs = drop && isMeasured(drop) && sidesLost(drop) === null;
  return [
    ...(lean && isMeasured(lean) ? [`lean ${leanText(lean.both.mean)}`] : []),
    ...(ofLegs ? [`drop ${number(drop.left.mean)}° / ${number(drop.right.mean)}°`] : []),
    ...(drop && isMeasured(drop) && !ofLegs ? [`drop ${number(drop.both.mean)}° on average`] : []),
  ].join(' · ');
}
