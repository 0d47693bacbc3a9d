import type { Part } from '../compare/change';
import type { ComparedSession } from '../compare/compared-session';
import { DETECTABLE_DIFFERENCE } from '../compare/detectable-difference';
import { errorOfPart, type OwnError, ownErrorOf } from '../compare/own-error';
import { detectableOnRunner, falseAlarmsOf } from '../compare/own-limit';
import { partsOf } from '../compare/parts';
import { type TrendPoint, trendOf } from '../compare/trend';
import { isSound, sidesLost } from '../metrics/summary';
import type { Metric, MetricId } from '../metrics/metric';
import { metricOf, METRICS } from '../metrics/registry';
import type { ComparisonRecord, OwnErrorRecord, RunnerRecord, SessionRecord } from '../storage/records';
import type { Library } from './library.svelte';
import { compared } from './open-comparison';
import type { Reanalyse } from './open-take.svelte';

/** One runner's sessions in time: the trend of a metric, and what may be done with them. */
export class RunnerPage {
  readonly id: string;
  readonly #library: Library;
  readonly #reanalyse: Reanalyse;
  #compared = $state.raw<readonly ComparedSession[]>([]);
  #metric = $state<MetricId>('pelvicDropPeakDeg');
  #part = $state<Part>('left');
  #chosen = $state.raw<readonly string[]>([]);
  #own = $state.raw<OwnErrorRecord | null>(null);
  #comparisons = $state.raw<readonly ComparisonRecord[]>([]);
  #note = $state<string | null>(null);
  /** Counts the readings: only the last one goes on. */
  #readings = 0;
  readonly #trend: readonly TrendPoint[];

  constructor(library: Library, reanalyse: Reanalyse, runnerId: string) {
    this.id = runnerId;
    this.#library = library;
    this.#reanalyse = reanalyse;
    this.#trend = $derived(trendOf(this.#compared, this.#metric, this.#part));
    this.#proposeFirstAndLast();
  }

  /** null = gone. */
  get runner(): RunnerRecord | null {
    return this.#library.runners.find(({ id }) => id === this.id) ?? null;
  }

  /** All others, to merge with. */
  get others(): readonly RunnerRecord[] {
    return this.#library.runners.filter(({ id }) => id !== this.id);
  }

  /** The newest first. */
  get sessions(): readonly SessionRecord[] {
    return this.#library.sessions.filter(({ runnerId }) => runnerId === this.id);
  }

  /** Saved comparisons of this runner's sessions. */
  get comparisons(): readonly ComparisonRecord[] {
    return this.#comparisons;
  }

  /** Sessions whose numbers are there; the others follow. */
  get read(): number {
    return this.#compared.length;
  }

  get metric(): MetricId {
    return this.#metric;
  }

  get part(): Part {
    return this.#part;
  }

  /** The metrics that any session of the runner has a number for that may be relied on. */
  get metrics(): readonly MetricId[] {
    const has = (id: MetricId) =>
      this.#compared.some(({ takes }) => takes.some(({ analysis }) => isSound(analysis.metrics[id])));
    return METRICS.map(({ id }) => id).filter(has);
  }

  /** In order of time. */
  get trend(): readonly TrendPoint[] {
    return this.#trend;
  }

  /** The sessions picked to be compared or marked as repeats, the earliest first. */
  get chosen(): readonly string[] {
    return this.#chosen;
  }

  /** The runner's own measurement error; null = never measured. */
  get own(): OwnErrorRecord | null {
    return this.#own;
  }

  /** What was done last, or why it could not be, in a sentence. */
  get note(): string | null {
    return this.#note ?? this.#library.problem;
  }

  /** Reads every session's numbers, the earliest first; the trend grows meanwhile. Ends when the page is left. */
  async load(): Promise<void> {
    const mine = ++this.#readings;
    await this.#readKept();
    this.#compared = this.#compared.filter(({ session }) => this.#record(session.id) !== undefined);
    for (const { id } of [...this.sessions].reverse()) {
      if (mine !== this.#readings) return;
      if (this.#compared.some(({ session }) => session.id === id)) continue;
      const opened = await this.#library.open(id);
      if (opened === null) continue;
      const one = await compared(opened.session, this.#reanalyse);
      if (mine !== this.#readings) return;
      this.#compared = [...this.#compared, one];
      if (!this.metrics.includes(this.#metric) && this.metrics[0] !== undefined) this.show(this.metrics[0]);
    }
  }

  /** Nobody looks any more: what is on its way is dropped. */
  leave(): void {
    this.#readings++;
  }

  show(metric: MetricId, part: Part | null = null): void {
    const parts = this.#partsOf(metric);
    const wished = part ?? this.#part;
    this.#metric = metric;
    this.#part = parts.includes(wished) ? wished : (parts[0] ?? 'both');
  }

  /** The legs that a metric is told apart by, and `both` where a session has only their mean; `both` alone where it is the whole body's. */
  get parts(): readonly Part[] {
    return this.#partsOf(this.#metric);
  }

  choose(id: string, picked: boolean): void {
    const others = this.#chosen.filter((one) => one !== id);
    this.#chosen = this.#inTime(picked ? [...others, id] : others);
  }

  async describe(change: { name?: string; note?: string }): Promise<void> {
    const { runner } = this;
    if (runner === null) return;
    const { id, name, note } = { ...runner, ...change };
    await this.#library.change((store) => store.saveRunner({ id, name, note }));
  }

  /** Other tags for a session. */
  async tag(sessionId: string, tags: readonly string[]): Promise<void> {
    await this.#library.change((store) => store.updateSession(sessionId, { tags: [...tags] }));
  }

  /** The other's sessions become this runner's. */
  async mergeIn(otherId: string): Promise<void> {
    const merged = await this.#library.change((store) => store.mergeRunners(otherId, this.id));
    if (merged === null) return;
    this.#proposeFirstAndLast();
    await this.load();
  }

  async removeSession(id: string): Promise<void> {
    this.choose(id, false);
    await this.#library.remove(id);
    await this.load();
  }

  removeAll(): Promise<boolean> {
    return this.#library.removeRunner(this.id);
  }

  /** The chosen sessions are the same runner on the same day, with nothing changed in between: their spread is the error. */
  async markRepeats(): Promise<void> {
    const repeats = this.#compared.filter(({ session }) => this.#chosen.includes(session.id));
    const own = ownErrorOf(repeats);
    const count = Object.keys(own).length;
    if (count === 0) {
      this.#note =
        'These sessions give no error of their own: repeats are two or more of one day, filmed alike, with 5 strides a leg or more.';
      return;
    }
    const record: OwnErrorRecord = {
      runnerId: this.id,
      measuredAtMs: Date.now(),
      sessionIds: [...this.#chosen],
      detectable: limitsOf(own, (metric) => partsOf(metric)[0]!),
      detectableOfMean: limitsOf(own, (metric) => (partsOf(metric).includes('both') ? null : 'both')),
    };
    await this.#library.change((store) => store.saveOwnError(record));
    await this.#readKept();
    this.#note = `Measured on ${repeats.length} sessions for ${count} numbers: comparisons of this runner use it from now on.`;
  }

  async #readKept(): Promise<void> {
    const mine = this.sessions.map(({ id }) => id);
    this.#own = await this.#library.change((store) => store.ownErrorOf(this.id));
    const all = await this.#library.change((store) => store.comparisons());
    this.#comparisons = (all ?? []).filter(({ sessionIds }) => sessionIds.some((id) => mine.includes(id)));
  }

  #proposeFirstAndLast(): void {
    const inTime = this.#inTime(this.sessions.map(({ id }) => id));
    this.#chosen = inTime.length < 2 ? [] : [inTime[0]!, inTime.at(-1)!];
  }

  #inTime(ids: readonly string[]): string[] {
    const timeOf = (id: string) => this.#record(id)?.filmedAtMs ?? 0;
    return [...ids].sort((a, b) => timeOf(a) - timeOf(b));
  }

  #partsOf(id: MetricId): readonly Part[] {
    const parts = partsOf(metricOf(id));
    const lost = this.#compared.some(({ takes }) =>
      takes.some(({ analysis }) => sidesLost(analysis.metrics[id]) !== null),
    );
    return lost && !parts.includes('both') ? [...parts, 'both'] : parts;
  }

  #record(id: string): SessionRecord | undefined {
    return this.sessions.find((session) => session.id === id);
  }
}

/** What a change must be larger than by the runner's own error, metric by metric; `partOf` null = not told of this metric. */
function limitsOf(own: OwnError, partOf: (metric: Metric) => Part | null): OwnErrorRecord['detectable'] {
  const limits: OwnErrorRecord['detectable'] = {};
  for (const metric of METRICS) {
    const { id } = metric;
    const part = partOf(metric);
    const error = part && errorOfPart(own[id], part);
    if (error)
      limits[id] = detectableOnRunner(DETECTABLE_DIFFERENCE[id], error, falseAlarmsOf(id, part)).value;
  }
  return limits;
}
