import { isMeasured } from '../../metrics/summary';
import type { Library } from '../../state/library.svelte';
import { leanText, number } from '../words';
import type { SessionCard } from './session-card';

type KeptSession = Library['sessions'][number];
type KeptTake = KeptSession['takes'][number];

/** A kept session as the start screen lists it. */
export function cardOf(session: KeptSession, runners: Library['runners']): SessionCard {
  const { id, title, filmedAtMs, takes } = session;
  return {
    id,
    title,
    filmedAtMs,
    runnerId: session.runnerId,
    runnerName: runners.find((runner) => runner.id === session.runnerId)?.name ?? '',
    views: takes.map(({ summary }) => summary?.view ?? null).filter((view) => view !== null),
    headline: headlineOf(takes),
    hasClip: takes.some(({ clipBytes }) => clipBytes !== null),
  };
}

/** "lean 2.1° forward · drop 7.6° / 4.0°", as far as they were measured. */
function headlineOf(takes: readonly KeptTake[]): string {
  const measured = (id: 'trunkLeanMeanDeg' | 'pelvicDropPeakDeg') =>
    takes.map(({ summary }) => summary?.metrics[id]).find((metric) => metric && isMeasured(metric));
  const lean = measured('trunkLeanMeanDeg');
  const drop = measured('pelvicDropPeakDeg');
  return [
    ...(lean && isMeasured(lean) ? [`lean ${leanText(lean.both.mean)}`] : []),
    ...(drop && isMeasured(drop) ? [`drop ${number(drop.left.mean)}° / ${number(drop.right.mean)}°`] : []),
  ].join(' · ');
}
