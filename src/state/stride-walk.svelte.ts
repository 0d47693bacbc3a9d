import type { MeasuredStride, RunAnalysis } from '../analysis/run-analysis';
import { opposite, type Seconds, type Side } from '../units';
import { framesWithin, nearestFrame } from './frame-times';
import type { Player } from './player.svelte';

type Walked = Pick<RunAnalysis, 'strides' | 'view'>;

/** Going through a clip stride by stride: the strides of one foot, in order of time. */
export class StrideWalk {
  readonly #player: Player;
  readonly #walked: () => Walked;
  #chosen = $state<Side | null>(null);
  #looped = $state.raw<MeasuredStride | null>(null);
  readonly #own = $derived.by(() => this.#walked().strides.filter(({ side }) => side === this.side));
  readonly #index = $derived.by(() => this.#own.findLastIndex((stride) => this.#begunBy(stride)));
  /** Where the last step led, and to which share of its stride: steps to and fro come back to the same frame. */
  #stepped = { frame: -1, share: 0 };

  constructor(player: Player, walked: () => Walked) {
    this.#player = player;
    this.#walked = walked;
  }

  /** The foot whose strides are walked: that of the stride chosen last, else the one nearer to the camera. */
  get side(): Side {
    if (this.#chosen !== null) return this.#chosen;
    const { view, strides } = this.#walked();
    const near = view === 'right' ? 'right' : 'left';
    return strides.some(({ side }) => side === near) ? near : opposite(near);
  }

  /** The strides of the walked foot. */
  get strides(): readonly MeasuredStride[] {
    return this.#own;
  }

  /** The stride of the walked foot that is on the screen; null between and outside strides. */
  get shown(): MeasuredStride | null {
    const stride = this.#own[this.#index];
    return stride !== undefined && this.#player.shownS < stride.endS ? stride : null;
  }

  /** The stride that is played round and round; null = none. */
  get looped(): MeasuredStride | null {
    return this.#looped;
  }

  /** Counts a foot's strides from 1; 0 = not among the walked ones. */
  numberOf(stride: MeasuredStride): number {
    return this.#own.indexOf(stride) + 1;
  }

  /** So many strides on or back, to the same share of the stride; from outside a stride, to the start of the nearest that way. */
  step(by: number): void {
    const { aim, timeS } = this.#player;
    const aimS = timeS[aim] ?? NaN;
    const index = this.#own.findLastIndex((stride) => this.#framesOf(stride).first <= aim);
    const from = this.#own[index];
    const inside = from !== undefined && aim <= this.#framesOf(from).last;
    const target = this.#own[index + (inside || by > 0 ? by : by + 1)] ?? this.#own.at(by > 0 ? -1 : 0);
    if (target === undefined) return;
    const share = !inside
      ? 0
      : this.#stepped.frame === aim
        ? this.#stepped.share
        : (aimS - from.startS) / (from.endS - from.startS);
    this.goTo(target, target.startS + share * (target.endS - target.startS));
    this.#stepped = { frame: this.#player.aim, share };
  }

  /** To the frame nearest to a time of a stride, never outside the stride; a loop comes along. */
  goTo(stride: MeasuredStride, timeS: Seconds): void {
    const { first, last } = this.#framesOf(stride);
    this.#chosen = stride.side;
    if (this.#looped !== null) this.#loop(stride);
    this.#player.seekToFrame(Math.min(Math.max(nearestFrame(this.#player.timeS, timeS), first), last));
  }

  /** Plays the stride on the screen round and round, or no longer. */
  toggleLoop(): void {
    this.#loop(this.#looped === null ? this.loopable : null);
  }

  /** The stride that a loop would take: the one on the screen, else the next, else the last. */
  get loopable(): MeasuredStride | null {
    return this.shown ?? this.#own[this.#index + 1] ?? this.#own.at(-1) ?? null;
  }

  #loop(stride: MeasuredStride | null): void {
    this.#looped = stride;
    this.#player.setLoop(stride && this.#framesOf(stride));
  }

  #begunBy({ startS }: MeasuredStride): boolean {
    return startS <= this.#player.shownS;
  }

  #framesOf({ startS, endS }: MeasuredStride) {
    const { timeS } = this.#player;
    const nearest = nearestFrame(timeS, startS);
    return framesWithin(timeS, startS, endS) ?? { first: nearest, last: nearest };
  }
}
