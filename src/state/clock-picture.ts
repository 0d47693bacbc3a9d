import type { Seconds } from '../units';
import { frameAt } from './frame-times';
import type { Picture, Player } from './player.svelte';

/** Plays a clip without pictures, by the clock alone: the skeleton still runs where the browser cannot play the file. */
export class ClockPicture implements Picture {
  readonly #player: Player;
  #atS: Seconds;
  #ticking: number | null = null;

  constructor(player: Player) {
    this.#player = player;
    this.#atS = player.shownS;
  }

  show(frame: number): void {
    this.#atS = this.#player.timeS[frame] ?? 0;
    this.#player.pictureShows(frame);
    this.#player.pictureSettled();
  }

  play(speed: number): void {
    this.pause();
    let before: number | null = null;
    const tick = (now: number) => {
      this.#atS += before === null ? 0 : ((now - before) / 1000) * speed;
      before = now;
      this.#player.pictureShows(frameAt(this.#player.timeS, this.#atS));
      if (this.#atS < this.#player.endS) this.#ticking = requestAnimationFrame(tick);
      else this.#player.pictureEnded();
    };
    this.#ticking = requestAnimationFrame(tick);
  }

  pause(): void {
    if (this.#ticking !== null) cancelAnimationFrame(this.#ticking);
    this.#ticking = null;
  }
}
