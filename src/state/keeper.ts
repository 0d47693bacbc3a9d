import { canonicalJson } from '../storage/backup/canonical-json';
import type { SessionRecord } from '../storage/records';
import type { SessionChange } from '../storage/sessions';
import { summaryOf } from '../storage/take-summary';
import type { Milliseconds } from '../units';
import { earlierPainOf } from './earlier-pain';
import type { Library } from './library.svelte';
import type { OpenTake } from './open-take.svelte';
import type { Review } from './review.svelte';

/** Typing is saved when it rests, not at every letter. */
const REST_MS: Milliseconds = 400;

/** What a person may change of a session, field by field, each as text that tells whether it is the same. */
type Fields = ReadonlyMap<string, string>;

/**
 * Saves sessions by itself: whole when they are new, and what a person changes as soon as the hand rests.
 *
 * [Note: Two tabs] Only the fields that were changed here are written, so that what another tab changed meanwhile stands beside
 * them; of the same field the later wins. Whoever has something else on the screen than what is then kept hears of it.
 */
export class Keeper {
  /** The session on the table is kept otherwise than it is shown, since another tab changed it too. */
  onovertaken: (id: string) => void = () => undefined;
  readonly #library: Library;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #due: (() => Promise<unknown>) | null = null;
  #saving: Promise<unknown> = Promise.resolve();
  /** What is on the table, and how it was kept last. */
  #open: { review: Review; kept: Fields } | null = null;

  constructor(library: Library) {
    this.#library = library;
    library.onelsewhere = () => void this.#compare();
  }

  /** A session that has just been analysed: it is saved now, and kept up. */
  readonly keepNew = (review: Review): void => {
    this.#saving = this.#library.save(review.session, summariesOf(review.takes));
    this.keepUp(review);
  };

  /** A session that was opened again: what is changed from now on is saved. */
  readonly keepUp = (review: Review): void => {
    this.#open = { review, kept: fieldsOf(review) };
    review.earlierPain = () => earlierPainOf(this.#library.sessions, review.card);
    review.onchange = () => {
      this.#soon(() => this.#update(review));
    };
  };

  /** What is due is saved at once, as before the page goes; resolves when nothing is being saved any more. */
  readonly flush = async (): Promise<void> => {
    clearTimeout(this.#timer);
    const due = this.#due;
    this.#due = null;
    if (due !== null) this.#saving = this.#saving.catch(() => undefined).then(due);
    await this.#saving;
  };

  #soon(save: () => Promise<unknown>): void {
    clearTimeout(this.#timer);
    this.#due = save;
    this.#timer = setTimeout(() => void this.flush(), REST_MS);
  }

  /** The light records alone: recordings and clips never change. */
  async #update(review: Review): Promise<void> {
    const open = this.#open;
    if (open?.review !== review) return;
    const now = fieldsOf(review);
    const isChanged = (field: string) => now.get(field) !== open.kept.get(field);
    const { card, takes } = review;
    const record = await this.#library.change(async (store) => {
      if (card.runner !== null && isChanged('runner')) await store.saveRunner(card.runner);
      return store.updateSession(card.id, changeOf(review, takes, isChanged));
    });
    if (record === null) return;
    open.kept = now;
    if (isOtherwise(record, now)) this.onovertaken(card.id);
  }

  /** Another tab changed something: perhaps this session. What is due here is saved first, and then tells. */
  async #compare(): Promise<void> {
    await this.#saving;
    const open = this.#open;
    if (open === null) return;
    if (this.#due !== null) {
      await this.flush();
      return;
    }
    const { id } = open.review.card;
    const record = this.#library.sessions.find((session) => session.id === id);
    if (record !== undefined && isOtherwise(record, open.kept)) this.onovertaken(id);
  }
}

function fieldsOf({ card, takes }: Review): Fields {
  const { runner, title, filmedAtMs, facts } = card;
  return new Map([
    ['runner', canonicalJson(runner)],
    ...sessionFields({ title, filmedAtMs, facts, runnerId: runner?.id ?? null, takes }),
  ]);
}

function sessionFields({
  title,
  filmedAtMs,
  facts,
  runnerId,
  takes,
}: Pick<SessionRecord, 'title' | 'filmedAtMs' | 'facts' | 'runnerId'> & {
  takes: readonly Pick<OpenTake, 'id' | 'corrections'>[];
}): [string, string][] {
  return [
    ...Object.entries({ title, filmedAtMs, runnerId, ...facts }),
    ...takes.map(({ id, corrections }): [string, unknown] => [takeField(id), corrections]),
  ].map(([field, value]) => [field, canonicalJson(value)]);
}

const takeField = (id: string) => `take ${id}`;

function isOtherwise(record: SessionRecord, fields: Fields): boolean {
  return sessionFields(record).some(([field, text]) => fields.get(field) !== text);
}

/** What is to be written: the fields that were changed here. */
function changeOf(
  { card: { runner, title, filmedAtMs, facts } }: Review,
  takes: readonly OpenTake[],
  isChanged: (field: string) => boolean,
): SessionChange {
  return {
    ...(isChanged('title') ? { title } : {}),
    ...(isChanged('filmedAtMs') ? { filmedAtMs } : {}),
    ...(isChanged('runnerId') ? { runnerId: runner?.id ?? null } : {}),
    facts: Object.fromEntries(Object.entries(facts).filter(([fact]) => isChanged(fact))),
    takes: new Map(
      takes
        .filter(({ id }) => isChanged(takeField(id)))
        .map(({ id, corrections, analysis }) => [id, { corrections, summary: summaryOf(analysis) }]),
    ),
  };
}

function summariesOf(takes: readonly OpenTake[]) {
  return new Map(takes.map(({ id, analysis }) => [id, summaryOf(analysis)]));
}
