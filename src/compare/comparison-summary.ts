import type { MetricId } from '../metrics/metric';
import { amount } from './amount';
import type { ComparisonRow } from './comparison';

/** The numbers that a comparison opens with. */
const HEADLINES: readonly MetricId[] = ['pelvicDropPeakDeg', 'trunkLeanMeanDeg', 'cadenceSpm'];

/** One or two sentences for people: what changed by more than the method's error, what did not, what cannot be told. */
export function summaryOf(rows: readonly ComparisonRow[]): string {
  const headlines = HEADLINES.map((id) => rows.filter((row) => row.id === id)).filter((of) => of.length > 0);
  const having = (verdict: ComparisonRow['verdict']) =>
    headlines.map((of) => of.filter((row) => row.verdict === verdict)).filter((of) => of.length > 0);
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

/** "pelvic drop fell by 6.3° on the left and 3.4° on the right". */
function changeOf(rows: readonly ComparisonRow[]): string {
  const verbs = rows.map(({ change }) => (change!.delta < 0 ? 'fell by' : 'rose by'));
  const parts = rows.map(({ change, unit, part }, i) => {
    const verb = verbs[i] === verbs[i - 1] ? '' : `${verbs[i]!} `;
    return `${verb}${amount(change!.delta, unit)}${part === 'both' ? '' : ` on the ${part}`}`;
  });
  return `${rows[0]!.name.toLowerCase()} ${listed(parts)}`;
}

/** The metric's name; with its leg where the other leg fared otherwise. */
function nameOf(rows: readonly ComparisonRow[], headlines: readonly (readonly ComparisonRow[])[]): string {
  const whole = headlines.find((of) => of[0]!.id === rows[0]!.id);
  const name = rows[0]!.name.toLowerCase();
  return whole?.length === rows.length ? name : `${name} on the ${rows[0]!.part}`;
}

/** "a", "a and b", "a, b and c". */
function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}

function capital(sentence: string): string {
  return `${sentence[0]!.toUpperCase()}${sentence.slice(1)}`;
}
