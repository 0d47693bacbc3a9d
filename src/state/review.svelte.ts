import type { MeasuredStride, RunAnalysis } from '../analysis/run-analysis';
import type { MetricId } from '../metrics/metric';
import { isMeasured, type MetricResult } from '../metrics/summary';
import type { MeasuredClip } from './measure-clip';
import { Player } from './player.svelte';

/** A measured clip on the table: its numbers, and where the player stands in it. */
export class Review {
  readonly clip: MeasuredClip;
  readonly player: Player;

  constructor(clip: MeasuredClip) {
    this.clip = clip;
    const { timeS } = clip.analysis.track;
    this.player = new Player(timeS, (timeS[0] ?? 0) + clip.recording.source.durationS);
  }

  get analysis(): RunAnalysis {
    return this.clip.analysis;
  }

  get strides(): readonly MeasuredStride[] {
    return this.clip.analysis.strides;
  }

  /** Trunk lean of the frame on the screen; NaN where it was not measured. */
  get shownLeanDeg(): number {
    return this.clip.analysis.trunkLeanDeg[this.player.frame] ?? NaN;
  }

  /** Tilt of the pelvis in the frame on the screen, + = left side lower; NaN where no line is followed. */
  get shownTiltDeg(): number {
    return this.clip.analysis.pelvicLine?.tiltDeg[this.player.frame] ?? NaN;
  }

  metric(id: MetricId): MetricResult {
    return this.clip.analysis.metrics[id];
  }

  /** Whether the frame on the screen lies inside a stride. */
  isShown({ startS, endS }: MeasuredStride): boolean {
    const { shownS } = this.player;
    return shownS >= startS && shownS < endS;
  }

  /** The video goes to the first frame of the stride. */
  seekToStride({ startS }: MeasuredStride): void {
    const { timeS } = this.player;
    const first = timeS.findIndex((t) => t >= startS);
    this.player.seekToFrame(first < 0 ? timeS.length - 1 : first);
  }

  /** The stride whose value lies nearest to the mean of a metric; null where there is none. */
  typicalStride(id: MetricId): MeasuredStride | null {
    const metric = this.metric(id);
    const mean = isMeasured(metric) ? metric.both.mean : NaN;
    const distance = (stride: MeasuredStride) => Math.abs(stride.values[id] - mean);
    const counted = this.strides.filter((stride) => stride.excluded === null && distance(stride) >= 0);
    return counted.reduce<MeasuredStride | null>(
      (best, stride) => (best === null || distance(stride) < distance(best) ? stride : best),
      null,
    );
  }
}
