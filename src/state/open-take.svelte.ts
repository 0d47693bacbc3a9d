import type { Recording } from '../analysis/recording';
import type { Corrections, MeasuredStride, RunAnalysis } from '../analysis/run-analysis';
import type { Take } from '../analysis/session';
import type { MetricId } from '../metrics/metric';
import { metricOf } from '../metrics/registry';
import { shownAtS } from '../metrics/shown-at';
import { isMeasured, type MetricResult } from '../metrics/summary';
import type { Side } from '../units';
import { type Headline, worseOf } from './headline';
import { Player } from './player.svelte';
import { StrideWalk } from './stride-walk.svelte';

/** A take with the numbers that follow from it. */
export interface MeasuredTake {
  take: Take;
  analysis: RunAnalysis;
}

/** Works the numbers out again, away from the page. */
export type Reanalyse = (recording: Recording, corrections: Corrections) => Promise<RunAnalysis>;

/** A take on the table: its numbers as they follow from the corrections, and where the player stands in it. */
export class OpenTake {
  readonly id: string;
  readonly recording: Recording;
  /** null where the clip was not kept: the skeleton runs without its picture. */
  readonly clip: Blob | null;
  readonly player: Player;
  /** Stride by stride through the clip. */
  readonly walk: StrideWalk;
  readonly #reanalyse: Reanalyse;
  readonly #corrected: () => void;
  #corrections: Corrections;
  #analysis: RunAnalysis;

  /** `corrected` is called when the numbers of a correction stand. */
  constructor(
    { take, analysis }: MeasuredTake,
    reanalyse: Reanalyse,
    corrected: () => void = () => undefined,
  ) {
    this.id = take.id;
    this.recording = take.recording;
    this.clip = take.clip;
    this.#corrections = $state.raw(take.corrections);
    this.#analysis = $state.raw(analysis);
    this.#reanalyse = reanalyse;
    this.#corrected = corrected;
    const { timeS } = analysis.track;
    this.player = new Player(timeS, (timeS[0] ?? 0) + take.recording.source.durationS);
    this.walk = new StrideWalk(this.player, () => this.#analysis);
  }

  get corrections(): Corrections {
    return this.#corrections;
  }

  get analysis(): RunAnalysis {
    return this.#analysis;
  }

  get name(): string {
    return this.recording.source.name;
  }

  get strides(): readonly MeasuredStride[] {
    return this.#analysis.strides;
  }

  /** As it is stored. */
  get take(): Take {
    const { id, recording, corrections, clip } = this;
    return { id, recording, corrections, clip };
  }

  /**
   * Takes a person's word and works everything out again; of several in flight only the last counts.
   * Errors: whatever the analysis throws; the take then stands as it was.
   */
  async correct(change: Partial<Corrections>): Promise<void> {
    const before = this.#corrections;
    const corrections = { ...before, ...change };
    this.#corrections = corrections;
    try {
      const analysis = await this.#reanalyse(this.recording, corrections);
      if (this.#corrections !== corrections) return;
      this.#analysis = analysis;
      this.#corrected();
    } catch (error) {
      if (this.#corrections === corrections) this.#corrections = before;
      throw error;
    }
  }

  /** Trunk lean of the frame on the screen; NaN where it was not measured. */
  get shownLeanDeg(): number {
    return this.#analysis.trunkLeanDeg[this.player.frame] ?? NaN;
  }

  /** Tilt of the pelvis in the frame on the screen, as drops are read from it, + = left side lower; NaN where no line is followed. */
  get shownTiltDeg(): number {
    return this.#analysis.series.pelvicDropDeg.right[this.player.frame] ?? NaN;
  }

  metric(id: MetricId): MetricResult {
    return this.#analysis.metrics[id];
  }

  /** Whether the frame on the screen lies inside a stride. */
  isShown({ startS, endS }: MeasuredStride): boolean {
    const { shownS } = this.player;
    return shownS >= startS && shownS < endS;
  }

  /** The video goes to the first frame of the stride. */
  seekToStride(stride: MeasuredStride): void {
    this.walk.goTo(stride, stride.startS);
  }

  /** The stride that shows a headline at its worst: the most extended trunk, the deepest drop; null where there is none. */
  worstStride(id: Headline): MeasuredStride | null {
    const counted = this.strides.filter(
      ({ excluded, values }) => excluded === null && Number.isFinite(values[id]),
    );
    return counted.reduce<MeasuredStride | null>(
      (worst, stride) =>
        worst === null || worseOf(id, stride.values[id], worst.values[id]) ? stride : worst,
      null,
    );
  }

  /** The video goes to the moment of a stride that shows a metric. */
  showIn(stride: MeasuredStride, id: MetricId): void {
    this.walk.goTo(stride, shownAtS(id, stride, this.seriesOf(id, stride.side), this.player.timeS));
  }

  /** [T] what a metric is read from in the strides of a side; null where it is no matter of a series. */
  seriesOf(id: MetricId, side: Side): Float32Array | null {
    const { curve } = metricOf(id);
    return curve && this.#analysis.series[curve][side];
  }

  /**
   * The stride, of one side or of both, whose value lies nearest to that side's mean of a metric, or to the mean of both where the
   * side has none of its own; of well followed strides where there are any. null where there is none.
   */
  typicalStride(id: MetricId, side: Side | 'both' = 'both'): MeasuredStride | null {
    const metric = this.metric(id);
    const mean = isMeasured(metric) ? metric[metric[side].withheld === null ? side : 'both'].mean : NaN;
    const distance = (stride: MeasuredStride) => Math.abs(stride.values[id] - mean);
    const counts = (stride: MeasuredStride) =>
      stride.excluded === null && (side === 'both' || stride.side === side) && distance(stride) >= 0;
    const counted = this.strides.filter(counts);
    const followed = counted.filter((stride) => this.#isWellFollowed(stride));
    return (followed.length > 0 ? followed : counted).reduce<MeasuredStride | null>(
      (best, stride) => (best === null || distance(stride) < distance(best) ? stride : best),
      null,
    );
  }

  #isWellFollowed({ startS, endS }: MeasuredStride): boolean {
    return !this.#analysis.doubtfulSpans.some((span) => span.startS < endS && span.endS > startS);
  }
}
