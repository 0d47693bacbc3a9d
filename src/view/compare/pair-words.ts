import type { Angle } from '../../compare/angle';
import type { ComparisonRow } from '../../compare/comparison';
import type { Comparison } from '../../state/comparison.svelte';
import type { OpenTake } from '../../state/open-take.svelte';
import type { Review } from '../../state/review.svelte';
import { counted, number, shownUnit, valueText, dayText } from '../words';

const ANGLE_WORDS: Record<Angle, string> = { side: 'side', rear: 'rear', front: 'front', oblique: 'oblique' };

/** What a view is called on its switch. */
export function angleWords(angle: Angle): string {
  return ANGLE_WORDS[angle];
}

/** "12 Oct 2026 · 60 fps": which clip a stage shows. */
export function clipWords({ card }: Review, take: OpenTake): string {
  return `${dayText(card.filmedAtMs)} · ${number(take.recording.source.fps, 0)} fps`;
}

/** "27 and 26 strides · same view and speed": on what the verdicts stand, and what is alike as far as it is known. */
export function groundsWords({ before, after, pair }: Comparison): string {
  const strides = [pair.before, pair.after].map(
    (take) => take.strides.filter(({ excluded }) => excluded === null).length,
  );
  const [a, b] = [before.card.facts.speedKmh, after.card.facts.speedKmh];
  const speed =
    a === null || b === null
      ? 'speed not told for both, taken as equal'
      : a === b
        ? `both at ${number(a)} km/h`
        : `${number(a)} and ${number(b)} km/h`;
  return `${strides[0]} and ${counted(strides[1] ?? 0, 'stride')} · ${speed}`;
}

/** "Pelvic drop, left", "Pelvic drop, mean of both legs", "Cadence". */
export function rowName({ name, whose }: ComparisonRow): string {
  return whose === null ? name : `${name}, ${whose}`;
}

/** "+1.2", "−3.4": a change has a sign. */
export function signed(value: number, unit: ComparisonRow['unit']): string {
  const text = valueText(Math.abs(value), unit);
  if (Number(text) === 0) return text;
  return `${value > 0 ? '+' : '−'}${text}`;
}

/** The unit that a row's numbers are in. */
export function unitOf({ unit }: ComparisonRow): string {
  return shownUnit(unit);
}
