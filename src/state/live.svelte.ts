import type { Advice } from '../live/advice';
import type { Cue } from '../live/cue-rule';
import type { LiveReading } from '../live/live-reading';
import { RaisedArms } from '../live/raised-arms';
import { SetupAdvisor } from '../live/setup-advice';
import type { CameraFrame } from '../pose/camera-contract';
import type { Milliseconds } from '../units';
import { Countdown } from './countdown.svelte';
import { CueSound } from './cue-sound';
import type { Library } from './library.svelte';
import { LiveCamera } from './live-camera.svelte';
import { type LiveChoices, LiveSettings } from './live-settings.svelte';
import { RunningNumbers } from './running-numbers.svelte';
import { Tape } from './tape.svelte';
import { WakeLock } from './wake-lock';

/** How long a cue stands on the screen: readable in passing. *(judgement)* */
const CUE_SHOWN_MS: Milliseconds = 4000;

/**
 * Live beside the treadmill: off ──switchOn──▶ ready ──start──▶ counting ──▶ recording ──stop──▶ ready, with one take more.
 * Numbers come as soon as somebody runs, recorded or not. A lost camera ends the take with what is there.
 */
export class Live {
  readonly settings = new LiveSettings();
  readonly countdown = new Countdown();
  readonly tape: Tape;
  readonly camera: LiveCamera;
  readonly running: RunningNumbers;
  /** Called with every frame, to draw it; not for the screen's state. */
  onframe: ((frame: CameraFrame) => void) | null = null;
  /** Frames of the camera that nobody looked at, since it was switched on. */
  leftOut = 0;
  readonly #sound = new CueSound();
  readonly #wakeLock = new WakeLock();
  #advisor = new SetupAdvisor();
  #arms = new RaisedArms();
  #wasRunning = false;
  /** The take began by itself, so it may end so too. */
  #byItself = false;
  #hiddenAtMs: Milliseconds = NaN;
  #cueTimer: ReturnType<typeof setTimeout> | undefined;
  #advice = $state.raw<Advice | null>(null);
  #cue = $state.raw<Cue | null>(null);
  #ending = $state.raw(false);

  constructor(library: Library, modelsUrl: string) {
    this.tape = new Tape(library);
    this.camera = new LiveCamera(modelsUrl, {
      onFrame: (frame) => {
        this.#see(frame);
      },
      onLost: () => {
        void this.stop();
        this.#off();
      },
    });
    this.running = new RunningNumbers({
      targets: () => this.settings.targets,
      onReading: (reading) => {
        this.#followRunning(reading);
      },
      onCue: (cue) => {
        this.#give(cue);
      },
      onTrouble: (sentence) => {
        this.camera.tell(sentence);
      },
    });
    document.addEventListener('visibilitychange', this.#onVisibility);
  }

  /** What would make the picture better, the gravest; null = nothing. While a take is recorded, nothing is said. */
  get advice(): Advice | null {
    return this.tape.recording ? null : this.#advice;
  }

  /** What the runner is to change, for a few seconds; null = nothing, or no cues are wanted. */
  get cue(): Cue | null {
    return this.#cue;
  }

  /** The last piece of a take is being written. */
  get ending(): boolean {
    return this.#ending;
  }

  /** Switches the camera on, from a click; again after another choice. */
  async switchOn(): Promise<void> {
    // First of all: browsers let a page sound only straight from a click.
    if (this.settings.now.cue !== 'none') this.#sound.wake();
    await this.stop();
    const { deviceId, heightPx, facing } = this.settings.now;
    this.#off();
    this.running.start();
    this.#advisor = new SetupAdvisor();
    this.#arms = new RaisedArms();
    await this.camera.switchOn({ deviceId, facing, heightPx });
    if (this.camera.open !== null) this.#wakeLock.hold();
  }

  change(some: Partial<LiveChoices>): void {
    this.settings.change(some);
    if (this.settings.now.cue !== 'none') this.#sound.wake();
  }

  /** What the button, the key and the gesture do. */
  toggle(): void {
    if (this.countdown.left !== null) this.countdown.cancel();
    else if (this.tape.recording) void this.stop();
    else if (this.camera.open !== null)
      this.countdown.start(() => {
        this.#record();
      });
  }

  /** Ends the take that is being recorded, if one is. */
  async stop(): Promise<void> {
    this.countdown.cancel();
    if (!this.tape.recording || this.#ending) return;
    this.#ending = true;
    try {
      await this.tape.stop();
    } finally {
      this.#ending = false;
    }
  }

  /** Gives everything back; a take that is being recorded ends, and is offered on the start screen. */
  close(): void {
    void this.stop();
    document.removeEventListener('visibilitychange', this.#onVisibility);
    clearTimeout(this.#cueTimer);
    this.#off();
    this.camera.close();
    this.#wakeLock.close();
    this.#sound.close();
  }

  #record(): void {
    const camera = this.camera.open;
    if (camera === null) return;
    this.running.countFromHere();
    this.#byItself = false;
    this.tape.record(camera.stream, { viewHint: this.running.reading?.view ?? null });
  }

  #see(frame: CameraFrame): void {
    this.leftOut = frame.leftOut;
    this.onframe?.(frame);
    this.running.add(frame);
    const advice = this.#advisor.see(frame, this.running.reading)[0] ?? null;
    if (advice?.id !== this.#advice?.id) this.#advice = advice;
    if (this.#arms.see(frame)) this.toggle();
  }

  /** Steady running that starts and ends does what a hand would, where the runner asked for it. */
  #followRunning({ running }: LiveReading): void {
    if (running === this.#wasRunning) return;
    this.#wasRunning = running;
    if (!this.settings.now.auto) return;
    if (running && !this.tape.recording) {
      this.countdown.cancel();
      this.#record();
      this.#byItself = true;
    } else if (!running && this.#byItself) void this.stop();
  }

  #give(cue: Cue): void {
    const { cue: kind } = this.settings.now;
    if (kind === 'none') return;
    this.#sound.give(cue, kind);
    this.#cue = cue;
    clearTimeout(this.#cueTimer);
    this.#cueTimer = setTimeout(() => {
      this.#cue = null;
    }, CUE_SHOWN_MS);
  }

  /** No camera from here on. */
  #off(): void {
    this.countdown.cancel();
    this.running.stop();
    this.#wakeLock.letGo();
    this.#advice = null;
    this.#wasRunning = false;
  }

  readonly #onVisibility = (): void => {
    if (document.hidden) {
      this.#hiddenAtMs = performance.now();
      return;
    }
    const hiddenS = (performance.now() - this.#hiddenAtMs) / 1000;
    if (this.camera.open === null || Number.isNaN(hiddenS)) return;
    const what = this.tape.recording ? ' The recording holds what the camera gave meanwhile.' : '';
    this.camera.tell(`This page was hidden for ${hiddenS.toFixed(0)} s; the numbers may have paused.${what}`);
  };
}
