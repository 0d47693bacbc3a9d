import type { MetricId } from '../metrics/metric';
import { amount } from './amount';
import type { ComparisonRow } from './comparison';

/** The numbers that a comparison opens with. */
const HEADLINES: readonly MetricId[] = ['pelvicDropPeakDeg', 'trunkLeanMeanDeg', 'cadenceSpm'];

/** One or two sentences for people: what changed by more than the method's error, what did not, what cannot be told. */
export function summaryOf(rows: readonly ComparisonRow[]): string {
  const headlines = HEADLINES.map((id) => rows.filter((row) => row.id === id)).filter((of) => of.length > 0);
  const having = (verdict: ComparisonRow['verdict']) =>
    headlines.map((of) => told(of, verdict)).filter((of) => of.length > 0);
  const [changed, within, refused] = [having('changed'), having('within error'), having('not comparable')];
  if (changed.length + within.length === 0) return nothingToSay(refused);
  const names = within.map((of) => nameOf(of, headlines));
  const sentences = [
    changed.length > 0 ? `${listed(changed.map(changeOf))} — more than this method’s error.` : null,
    within.length === 0
      ? null
      : changed.length > 0
        ? `${listed(names)} stayed within it.`
        : `no change beyond this method’s error: ${listed(names)} stayed within it.`,
    ...refused.map((of) => `${nameOf(of, headlines)} cannot be compared: ${of[0]!.why}.`),
  ];
  return sentences
    .filter((sentence) => sentence !== null)
    .map(capital)
    .join(' ');
}

function nothingToSay(refused: readonly (readonly ComparisonRow[])[]): string {
  const why = refused[0]?.[0]?.why ?? 'neither has pelvic drop, trunk lean or cadence';
  return `These two sessions cannot be compared: ${why}.`;
}

/**
 * Rows of a metric with a verdict. The mean of both legs is the metric's verdict: legs are told beside it only where they
 * changed too, or where they changed and it did not.
 */
function told(rows: readonly ComparisonRow[], verdict: ComparisonRow['verdict']): readonly ComparisonRow[] {
  const having = rows.filter((row) => row.verdict === verdict);
  const mean = rows.find(({ part }) => part === 'both');
  if (mean === undefined || verdict === 'changed') return having;
  return having.filter((row) => row === mean);
}

/** "pelvic drop fell by 4.8° as the mean of both legs, 6.3° on the left and 3.4° on the right". */
function changeOf(rows: readonly ComparisonRow[]): string {
  const verbs = rows.map(({ change }) => (change!.delta < 0 ? 'fell by' : 'rose by'));
  const parts = rows.map(({ change, unit, whose }, i) => {
    const verb = verbs[i] === verbs[i - 1] ? '' : `${verbs[i]!} `;
    return `${verb}${amount(change!.delta, unit)}${whereOf(whose)}`;
  });
  return `${rows[0]!.name.toLowerCase()} ${listed(parts)}`;
}

/** " on the left", " as the mean of both legs"; nothing for the whole body's numbers. */
function whereOf(whose: ComparisonRow['whose']): string {
  if (whose === null) return '';
  return whose === 'left' || whose === 'right' ? ` on the ${whose}` : ` as the ${whose}`;
}

/** The metric's name; with its leg, or the mean of both, where another row of it fared otherwise. */
function nameOf(rows: readonly ComparisonRow[], headlines: readonly (readonly ComparisonRow[])[]): string {
  const { id, verdict, name, whose, part } = rows[0]!;
  const whole = headlines.find((of) => of[0]!.id === id) ?? [];
  // Where the mean stayed within the error, a leg that did too need not be told apart.
  const apart =
    part === 'both'
      ? whole.some((row) => row.verdict === 'changed' && verdict !== 'changed')
      : whole.length > rows.length;
  return `${name.toLowerCase()}${apart ? whereOf(whose) : ''}`;
}

/** "a", "a and b", "a, b and c". */
function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}

function capital(sentence: string): string {
  return `${sentence[0]!.toUpperCase()}${sentence.slice(1)}`;
}
