import { type Angle, angleOf, ANGLES } from '../compare/angle';
import type { ComparedCurve, CurveTake } from '../compare/compare-curves';
import { compareSessions, type SessionComparison } from '../compare/compare-sessions';
import { comparedSession } from '../compare/compared-session';
import { type CurveName, type CurvePlan, planCurves, type WithheldCurve } from '../compare/curve-plan';
import type { TakePair } from '../compare/comparison';
import type { OwnError } from '../compare/own-error';
import type { ComparisonRecord } from '../storage/records';
import { CommonStride } from './common-stride.svelte';
import type { OpenTake } from './open-take.svelte';
import type { Review } from './review.svelte';

/** Curve over curve of two takes, away from the page. */
export type CompareCurves = (
  before: CurveTake,
  after: CurveTake,
  asked: readonly CurveName[],
) => Promise<ComparedCurve[]>;

/** What a comparison is made of; `saved`: how it was left. */
export interface ComparisonParts {
  before: Review;
  after: Review;
  /** The runner's own measurement error; null = the published one counts. */
  own: OwnError | null;
  saved: ComparisonRecord | null;
}

/** Two takes that are shown together. */
interface ShownPair {
  angle: Angle;
  before: OpenTake;
  after: OpenTake;
  stride: CommonStride | null;
}

/** Two sessions against each other: what differs, both at the same moment of the stride, curve over curve, verdicts. */
export class Comparison {
  readonly id: string;
  readonly own: OwnError | null;
  readonly #compareCurves: CompareCurves;
  #angle: Angle | null;
  #ghost = $state(false);
  #curve = $state<string | null>(null);
  #curves = $state.raw<readonly ComparedCurve[] | null>(null);
  #curvesFailed = $state(false);
  /** Counts the questions for curves: only the last one's answer is shown. */
  #asked = 0;
  #shown: Shown;

  constructor({ before, after, own, saved }: ComparisonParts, compareCurves: CompareCurves) {
    this.id = saved?.id ?? crypto.randomUUID();
    this.own = own;
    this.#compareCurves = compareCurves;
    const { angle = null, ghost, percent, curve } = saved?.settings ?? {};
    this.#angle = $state(isAngle(angle) ? angle : null);
    this.#ghost = ghost === true;
    this.#curve = typeof curve === 'string' ? curve : null;
    this.#shown = $state.raw(shownOf(before, after, own));
    this.stride?.seek(typeof percent === 'number' ? percent : 0);
    void this.#askForCurves();
  }

  get before(): Review {
    return this.#shown.before;
  }

  get after(): Review {
    return this.#shown.after;
  }

  get result(): SessionComparison {
    return this.#shown.result;
  }

  /** From where both sessions were filmed. */
  get angles(): readonly Angle[] {
    return this.#shown.pairs.map(({ angle }) => angle);
  }

  /** The takes on the stages. */
  get pair(): ShownPair {
    const { pairs } = this.#shown;
    const found = pairs.find(({ angle }) => angle === this.#angle) ?? telling(this.#shown) ?? pairs[0];
    if (found === undefined) throw new RangeError('Both sessions have a take.');
    return found;
  }

  /** The clock of both stages; null where they share no stride. */
  get stride(): CommonStride | null {
    return this.pair.stride;
  }

  /** One clip with the other's lines over it, rather than both beside one another. */
  get ghost(): boolean {
    return this.#ghost;
  }

  /** Which curve is shown, `series/side`; null = the headline of the view. */
  get curve(): string | null {
    return this.#curve;
  }

  /** null = not there yet, or it failed. */
  get curves(): readonly ComparedCurve[] | null {
    return this.#curves;
  }

  /** Curves that the table's numbers do not allow, and why. */
  get withheldCurves(): readonly WithheldCurve[] {
    return this.#shown.plan.withheld;
  }

  get curvesFailed(): boolean {
    return this.#curvesFailed;
  }

  /** What it is called when it is saved. */
  get title(): string {
    const { before, after } = this;
    const name = after.card.runner?.name ?? before.card.runner?.name ?? '';
    const titles = [before, after].map(({ card }, i) => card.title || (i === 0 ? 'before' : 'after'));
    return `${name === '' ? '' : `${name}: `}${titles.join(' → ')}`;
  }

  /** As it is stored. */
  get record(): Pick<ComparisonRecord, 'id' | 'sessionIds' | 'title' | 'settings'> {
    const { id, title, ghost, curve } = this;
    const settings = { angle: this.pair.angle, ghost, curve, percent: this.stride?.percent ?? 0 };
    return { id, sessionIds: [this.before.card.id, this.after.card.id], title, settings };
  }

  /** What was after is before: differences change their sign. */
  swap(): void {
    const percent = this.stride?.percent ?? 0;
    this.stride?.pause();
    this.#shown = shownOf(this.after, this.before, this.own);
    this.stride?.seek(percent);
    void this.#askForCurves();
  }

  look(angle: Angle): void {
    const percent = this.stride?.percent ?? 0;
    this.stride?.pause();
    this.#angle = angle;
    this.#curve = null;
    this.stride?.seek(percent);
  }

  setGhost(ghost: boolean): void {
    this.stride?.pause();
    this.#ghost = ghost;
  }

  showCurve(curve: string): void {
    this.#curve = curve;
  }

  async #askForCurves(): Promise<void> {
    const mine = ++this.#asked;
    this.#curves = null;
    this.#curvesFailed = false;
    try {
      const { before, after, plan } = this.#shown;
      const curves: ComparedCurve[] = [];
      for (const { takes, curves: asked } of plan.asked) {
        const [a, b] = [before.takes[takes.before], after.takes[takes.after]];
        if (a && b) curves.push(...(await this.#compareCurves(a.analysis, b.analysis, asked)));
      }
      if (mine === this.#asked) this.#curves = curves;
    } catch {
      if (mine === this.#asked) this.#curvesFailed = true;
    }
  }
}

/** Two sessions in an order, and what follows from it. */
interface Shown {
  before: Review;
  after: Review;
  result: SessionComparison;
  plan: CurvePlan;
  pairs: readonly ShownPair[];
}

function shownOf(before: Review, after: Review, own: OwnError | null): Shown {
  const [a, b] = [asCompared(before), asCompared(after)];
  const result = compareSessions(a, b, own);
  const plan = planCurves(result.rows, { before: a.takes, after: b.takes });
  return { before, after, result, plan, pairs: shownPairs(result.pairs, before, after) };
}

function asCompared(review: Review) {
  return comparedSession(
    review.session,
    review.takes.map(({ analysis }) => analysis),
  );
}

/** Pairs of takes filmed from the same angle, each angle once; where there is none, whatever there is. */
function shownPairs(pairs: readonly TakePair[], before: Review, after: Review): ShownPair[] {
  const found = (pairs.length > 0 ? pairs : [{ before: 0, after: 0 }]).flatMap((pair) => {
    const [a, b] = [before.takes[pair.before], after.takes[pair.after]];
    return a && b ? [{ a, b }] : [];
  });
  const alike = found.filter(({ a, b }) => angleOf(a.analysis.view) === angleOf(b.analysis.view));
  const shown = (alike.length > 0 ? alike : found.slice(0, 1)).map(({ a, b }) => ({
    angle: angleOf(a.analysis.view),
    before: a,
    after: b,
    stride: CommonStride.of(a, b),
  }));
  return shown.filter(({ angle }, i) => shown.findIndex((one) => one.angle === angle) === i);
}

/** The pair that shows the first headline which changed. */
function telling({ pairs, before, after, result }: Shown): ShownPair | undefined {
  const headlines = (['pelvicDropPeakDeg', 'trunkLeanMeanDeg'] as const).flatMap((id) =>
    result.rows.filter((row) => row.id === id && row.verdict === 'changed'),
  );
  const takes = headlines[0]?.takes;
  return takes
    ? pairs.find(
        (pair) => pair.before === before.takes[takes.before] && pair.after === after.takes[takes.after],
      )
    : undefined;
}

function isAngle(said: unknown): said is Angle {
  return ANGLES.some((angle) => angle === said);
}
