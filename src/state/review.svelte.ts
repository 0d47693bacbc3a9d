import type { Session } from '../analysis/session';
import { type EarlierPain, type Safety, safetyOf } from '../feedback/safety';
import type { MetricId } from '../metrics/metric';
import { isMeasured } from '../metrics/summary';
import type { Seconds } from '../units';
import { Follower } from './follower.svelte';
import { type Headline, headlineOf } from './headline';
import { Layers } from './layers.svelte';
import { type MeasuredTake, OpenTake, type Reanalyse } from './open-take.svelte';

/** A session without its clips: who ran, when, how. */
export type SessionCard = Omit<Session, 'takes'>;

/** A session on the table: usually a clip from the side and one from behind, one of them in front. */
export class Review {
  readonly takes: readonly OpenTake[];
  readonly layers = new Layers();
  /** Called when a person has changed something that is stored. */
  onchange: () => void = () => undefined;
  /** Looks up the pain in the runner's last session; whoever has the library sets it before the review is shown. */
  earlierPain: () => EarlierPain | null = () => null;
  readonly #followers: readonly Follower[];
  #card: SessionCard;
  #front: OpenTake;

  /** Errors: RangeError for a session without takes. */
  constructor(card: SessionCard, measured: readonly MeasuredTake[], reanalyse: Reanalyse) {
    this.takes = measured.map(
      (take) =>
        new OpenTake(take, reanalyse, () => {
          this.onchange();
        }),
    );
    const [first] = this.takes;
    if (first === undefined) throw new RangeError('A session has at least one clip.');
    this.#card = $state.raw(card);
    this.#front = $state.raw(first);
    this.#followers = this.takes.map((take) => new Follower(take, () => this.#front));
    for (const take of this.takes) {
      take.player.onchange = () => {
        if (take === this.#front) this.#followFront();
      };
    }
  }

  /** Who ran, when, how; as a person may change it. */
  get card(): SessionCard {
    return this.#card;
  }

  /** What stands above the numbers. */
  get safety(): Safety {
    return safetyOf(this.#card.facts, this.earlierPain());
  }

  describe(change: Partial<Omit<SessionCard, 'id'>>): void {
    this.#card = { ...this.#card, ...change };
    this.onchange();
  }

  /** The take that the keys and the timeline are about. */
  get front(): OpenTake {
    return this.#front;
  }

  /** The others then show the moment that this one shows. */
  bringToFront(take: OpenTake): void {
    if (take === this.#front) return;
    this.#front.player.pause();
    this.#front = take;
    this.#followFront();
  }

  /** The take after the front one comes to the front. */
  bringNextToFront(): void {
    const next = this.takes[(this.takes.indexOf(this.#front) + 1) % this.takes.length];
    if (next !== undefined) this.bringToFront(next);
  }

  /** The time of a take at which the runner is where the front take shows them; NaN for the front take, and where none is. */
  momentOf(take: OpenTake): Seconds {
    return this.#followers.find((follower) => follower.take === take)?.momentS ?? NaN;
  }

  /** Whether a take shows the same moment of the stride as the front one. */
  isInStep(take: OpenTake): boolean {
    return !Number.isNaN(this.momentOf(take));
  }

  /** What the front take is there to show: trunk lean from the side, pelvic drop from behind or in front. */
  get metricInFocus(): Headline {
    return headlineOf(this.#front.analysis.view);
  }

  #followFront(): void {
    for (const follower of this.#followers) if (follower.take !== this.#front) follower.follow();
  }

  /** The take that measures a metric: of several one whose number may be relied on, of these the one with most strides; the front one where none does. */
  takeOf(id: MetricId): OpenTake {
    /** More strides than any clip has: a number that may be relied on goes before one that may not. */
    const SOUND = 1e9;
    const strides = (take: OpenTake) => {
      const metric = take.metric(id);
      if (!isMeasured(metric)) return -1;
      return metric.left.n + metric.right.n + (metric.exploratory ? 0 : SOUND);
    };
    return this.takes.reduce((best, take) => (strides(take) > strides(best) ? take : best), this.#front);
  }

  /** As it is stored. */
  get session(): Session {
    return { ...this.#card, takes: this.takes.map(({ take }) => take) };
  }
}
