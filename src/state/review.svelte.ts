import type { Session } from '../analysis/session';
import type { MetricId } from '../metrics/metric';
import { isMeasured } from '../metrics/summary';
import { type MeasuredTake, OpenTake, type Reanalyse } from './open-take.svelte';

/** A session without its clips: who ran, when, how. */
export type SessionCard = Omit<Session, 'takes'>;

/** A session on the table: usually a clip from the side and one from behind, one of them in front. */
export class Review {
  readonly takes: readonly OpenTake[];
  #card: SessionCard;
  #front: OpenTake;

  /** Errors: RangeError for a session without takes. */
  constructor(card: SessionCard, measured: readonly MeasuredTake[], reanalyse: Reanalyse) {
    this.takes = measured.map((take) => new OpenTake(take, reanalyse));
    const [first] = this.takes;
    if (first === undefined) throw new RangeError('A session has at least one clip.');
    this.#card = $state.raw(card);
    this.#front = $state.raw(first);
  }

  /** Who ran, when, how; as a person may change it. */
  get card(): SessionCard {
    return this.#card;
  }

  describe(change: Partial<Omit<SessionCard, 'id'>>): void {
    this.#card = { ...this.#card, ...change };
  }

  /** The take that the keys and the timeline are about. */
  get front(): OpenTake {
    return this.#front;
  }

  bringToFront(take: OpenTake): void {
    if (take !== this.#front) this.#front.player.pause();
    this.#front = take;
  }

  /** The take that measures a metric: of several the one with most strides; the front one where none does. */
  takeOf(id: MetricId): OpenTake {
    const strides = (take: OpenTake) => {
      const metric = take.metric(id);
      return isMeasured(metric) ? metric.left.n + metric.right.n : -1;
    };
    return this.takes.reduce((best, take) => (strides(take) > strides(best) ? take : best), this.#front);
  }

  /** As it is stored. */
  get session(): Session {
    return { ...this.#card, takes: this.takes.map(({ take }) => take) };
  }
}
