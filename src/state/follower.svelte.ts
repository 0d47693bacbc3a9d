import { lockPhases, type PhaseLock, sameMoment } from '../compare/phase-lock';
import type { Seconds } from '../units';
import { frameAt } from './frame-times';
import type { OpenTake } from './open-take.svelte';

/** A picture that is further away than this is sent there; nearer, it runs faster or slower until it is there. *(judgement)* */
const JUMP_S: Seconds = 0.25;
/** How soon a small delay is made up for, as the clock on the wall goes; shorter makes the picture's pace nervous. *(judgement)* */
const CATCH_UP_S: Seconds = 0.4;
/** A pace between these is believed of two clips of one runner, and a correction stays within them. */
const SLOWEST_PACE = 0.5;
const FASTEST_PACE = 2;
/** The pace is read over this stretch: about a tenth of a stride, so that it follows what the stride does. */
const AHEAD_S: Seconds = 0.08;
/** Smaller changes of pace are not worth a word to the `<video>`. */
const WORTH_CHANGING = 0.04;

/** Keeps one clip of a session at the same moment of the stride as the clip in front. */
export class Follower {
  readonly take: OpenTake;
  readonly #lead: () => OpenTake;
  readonly #lock = $derived.by((): PhaseLock | null =>
    this.#lead() === this.take ? null : lockPhases(this.#lead().analysis, this.take.analysis),
  );
  /** How fast the picture runs because of the lead; 0 = it stands. */
  #speed = 0;

  constructor(take: OpenTake, lead: () => OpenTake) {
    this.take = take;
    this.#lead = lead;
  }

  /** The time here at which the runner is where the lead's clip shows them; NaN where the lead shows no whole stride. */
  get momentS(): Seconds {
    return this.#momentAt(this.#lead().player.shownS);
  }

  /** The lead shows another frame, or begins or ends to play. */
  follow(): void {
    const { playing, speed } = this.#lead().player;
    const { player } = this.take;
    const { momentS } = this;
    if (Number.isNaN(momentS)) this.rest();
    else if (playing) this.#runAlong(momentS, speed);
    else {
      this.rest();
      const frame = frameAt(player.timeS, momentS);
      if (frame !== player.aim) player.followTo(frame);
    }
  }

  /** The picture stands. */
  rest(): void {
    if (this.#speed === 0) return;
    this.#speed = 0;
    this.take.player.followAt(0);
  }

  #runAlong(momentS: Seconds, leadSpeed: number): void {
    const { player } = this.take;
    if (!player.settled) return;
    const lateS = momentS - player.shownS;
    if (Math.abs(lateS) > JUMP_S) player.followTo(frameAt(player.timeS, momentS));
    const pace = this.#pace() + (Math.abs(lateS) > JUMP_S ? 0 : lateS / (CATCH_UP_S * leadSpeed));
    const speed = leadSpeed * Math.min(FASTEST_PACE, Math.max(SLOWEST_PACE, pace));
    if (Math.abs(speed - this.#speed) < WORTH_CHANGING * this.#speed) return;
    this.#speed = speed;
    player.followAt(speed);
  }

  /** Seconds of this clip that pass in one of the lead's. */
  #pace(): number {
    const { shownS } = this.#lead().player;
    const pace = (this.#momentAt(shownS + AHEAD_S) - this.#momentAt(shownS)) / AHEAD_S;
    return pace >= SLOWEST_PACE && pace <= FASTEST_PACE ? pace : 1;
  }

  #momentAt(leadS: Seconds): Seconds {
    const lock = this.#lock;
    if (lock === null) return NaN;
    const [lead, own] = lock.takes;
    const inside = lead.strides.some(({ startS, endS }) => startS <= leadS && leadS < endS);
    return inside ? sameMoment(lead, own, leadS) : NaN;
  }
}
