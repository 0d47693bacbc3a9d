import { lockPhases, momentAt, percentAfter, type PhaseLock, timeAt } from '../compare/phase-lock';
import { closestStrides } from '../compare/stride-pair';
import type { Seconds } from '../units';
import { frameAt } from './frame-times';
import type { OpenTake } from './open-take.svelte';

/** A picture that is further off is sent there; nearer, it runs faster or slower until it is there. *(judgement)* */
const JUMP_S: Seconds = 0.2;
/** How soon a small delay is made up for on the wall's clock; shorter makes the picture's pace nervous. *(judgement)* */
const CATCH_UP_S: Seconds = 0.4;
const SLOWEST_PACE = 0.5;
const FASTEST_PACE = 2;
/** Smaller changes of pace are not worth a word to the `<video>`. */
const WORTH_CHANGING = 0.04;
/** The pace of a take is read over so much of the stride, percent. */
const AHEAD_PCT = 8;
/** What a stride is looked at with; as run it is over before it is seen. */
const FIRST_SPEED = 0.25;

/** One stride of each of two takes on one clock: both stand at the same percent of it, and are played in a common time. */
export class CommonStride {
  readonly takes: readonly [OpenTake, OpenTake];
  readonly lock: PhaseLock;
  /** Index of each take's stride among its counted ones: the pair whose touchdowns appear closest together. */
  readonly #strides: readonly [number, number];
  #percent = $state(0);
  #playing = $state(false);
  #speed = $state(FIRST_SPEED);
  #ticking: number | null = null;
  #paces: [number, number] = [0, 0];

  /** null when no foot has a counted stride in both. */
  static of(before: OpenTake, after: OpenTake): CommonStride | null {
    const lock = lockPhases(before.analysis, after.analysis);
    return lock && new CommonStride([before, after], lock);
  }

  private constructor(takes: readonly [OpenTake, OpenTake], lock: PhaseLock) {
    this.takes = takes;
    this.lock = lock;
    this.#strides = closestStrides(lock, [takes[0].player.timeS, takes[1].player.timeS]);
  }

  /** Where both stand, 0 = initial contact of the locked foot, 100 = its next. */
  get percent(): number {
    return this.#percent;
  }

  get playing(): boolean {
    return this.#playing;
  }

  get speed(): number {
    return this.#speed;
  }

  /** Percent at which the locked foot leaves the belt in the first take; NaN where that is not known. */
  get toeOffPct(): number {
    const [first] = this.takes;
    const startS = this.lock.takes[0].counted[this.#strides[0]]?.startS;
    const stride = first.strides.find(({ side, startS: s }) => side === this.lock.side && s === startS);
    return stride === undefined ? NaN : momentAt(this.lock.takes[0], stride.stance.toeOffS).percent;
  }

  /** The frame of a take that is on the screen at a percent. */
  frameOf(take: 0 | 1, percent: number): number {
    return frameAt(this.takes[take].player.timeS, this.#timeOf(take, percent));
  }

  /** The frame of the other take that shows the moment which this take shows. */
  frameBeside(take: 0 | 1): number {
    const { shownS } = this.takes[take].player;
    return this.frameOf(take === 0 ? 1 : 0, momentAt(this.lock.takes[take], shownS).percent);
  }

  seek(percent: number): void {
    this.pause();
    this.#percent = Math.min(100, Math.max(0, percent));
    this.#showBoth();
  }

  step(percent: number): void {
    this.seek(Math.round(this.#percent) + percent);
  }

  setSpeed(speed: number): void {
    this.#speed = speed;
  }

  toggle(): void {
    if (this.#playing) this.pause();
    else this.#play();
  }

  pause(): void {
    if (this.#ticking === null) return;
    cancelAnimationFrame(this.#ticking);
    this.#ticking = null;
    this.#playing = false;
    this.#paces = [0, 0];
    for (const { player } of this.takes) player.followAt(0);
    this.#showBoth();
  }

  #play(): void {
    this.#playing = true;
    let before: number | null = null;
    const tick = (now: number) => {
      const elapsedS = before === null ? 0 : (now - before) / 1000;
      before = now;
      this.#percent = percentAfter(this.#percent, elapsedS, this.lock, this.#speed);
      this.#runAlong(0);
      this.#runAlong(1);
      this.#ticking = requestAnimationFrame(tick);
    };
    this.#ticking = requestAnimationFrame(tick);
  }

  /** Both stand exactly where the percent says. */
  #showBoth(): void {
    for (const take of [0, 1] as const) {
      const frame = this.frameOf(take, this.#percent);
      const { player } = this.takes[take];
      if (frame !== player.aim || !player.settled) player.followTo(frame);
    }
  }

  #runAlong(take: 0 | 1): void {
    const { player } = this.takes[take];
    if (!player.settled) return;
    const lateS = this.#timeOf(take, this.#percent) - player.shownS;
    const far = Math.abs(lateS) > JUMP_S;
    if (far) player.followTo(this.frameOf(take, this.#percent));
    const wished = this.#paceOf(take) + (far ? 0 : lateS / (CATCH_UP_S * this.#speed));
    const pace = this.#speed * Math.min(FASTEST_PACE, Math.max(SLOWEST_PACE, wished));
    if (Math.abs(pace - this.#paces[take]) < WORTH_CHANGING * this.#paces[take]) return;
    this.#paces[take] = pace;
    player.followAt(pace);
  }

  /** Seconds of this take that pass in one of the common time. */
  #paceOf(take: 0 | 1): number {
    const from = Math.min(this.#percent, 100 - AHEAD_PCT);
    const ownS = this.#timeOf(take, from + AHEAD_PCT) - this.#timeOf(take, from);
    return ownS / ((AHEAD_PCT / 100) * this.lock.strideS);
  }

  #timeOf(take: 0 | 1, percent: number): Seconds {
    return timeAt(this.lock.takes[take], { stride: this.#strides[take], percent });
  }
}
