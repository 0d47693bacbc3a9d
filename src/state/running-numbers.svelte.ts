import {
  type Cue,
  type CueState,
  hearStride,
  NO_CUES_YET,
  outsideLines,
  type OutsideLine,
} from '../live/cue-rule';
import { LiveClient } from '../live/live-client';
import { lastStrides, type LiveNumbers, liveNumbers } from '../live/live-numbers';
import { NO_LIVE_OPTIONS } from '../live/live-options';
import type { LiveReading, LiveStride } from '../live/live-reading';
import type { LiveTargets } from '../live/live-targets';
import type { CameraFrame } from '../pose/camera-contract';

/** So many strides are remembered one by one, for the list after the run; older ones are counted: an hour is some 10,000. */
const MOST_LISTED = 400;

interface Listener {
  targets: () => LiveTargets;
  onReading: (reading: LiveReading) => void;
  onCue: (cue: Cue) => void;
  onTrouble: (sentence: string) => void;
}

/** The numbers of the strides as they come, and whether they have left the runner's target. */
export class RunningNumbers {
  readonly #client: LiveClient;
  readonly #listener: Listener;
  #last: LiveStride[] = [];
  #cues: CueState = NO_CUES_YET;
  #reading = $state.raw<LiveReading | null>(null);
  #numbers = $state.raw<LiveNumbers | null>(null);
  #outside = $state.raw<readonly OutsideLine[]>([]);
  #listed = $state.raw<readonly LiveStride[]>([]);
  #count = $state.raw(0);

  constructor(listener: Listener) {
    this.#listener = listener;
    this.#client = new LiveClient({
      onReading: (reading) => {
        this.#hear(reading);
      },
      onTrouble: listener.onTrouble,
    });
  }

  /** The latest; null = none yet. */
  get reading(): LiveReading | null {
    return this.#reading;
  }

  get numbers(): LiveNumbers | null {
    return this.#numbers;
  }

  /** Lines whose value has left the target. */
  get outside(): readonly OutsideLine[] {
    return this.#outside;
  }

  /** Strides since `count from here`, the last 400 of them. */
  get listed(): readonly LiveStride[] {
    return this.#listed;
  }

  /** All of them. */
  get count(): number {
    return this.#count;
  }

  start(): void {
    this.#client.start(NO_LIVE_OPTIONS);
  }

  add(frame: CameraFrame): void {
    this.#client.add(frame);
  }

  /** A take begins: strides are counted from here. */
  countFromHere(): void {
    this.#listed = [];
    this.#count = 0;
  }

  stop(): void {
    this.#client.stop();
    this.#last = [];
    this.#cues = NO_CUES_YET;
    this.#reading = this.#numbers = null;
    this.#outside = [];
  }

  #hear(reading: LiveReading): void {
    const { newStrides } = reading;
    this.#reading = reading;
    this.#last = lastStrides(this.#last, newStrides);
    this.#numbers = liveNumbers(this.#last, reading);
    if (newStrides.length > 0) {
      this.#listed = [...this.#listed, ...newStrides].slice(-MOST_LISTED);
      this.#count += newStrides.length;
      for (const stride of newStrides) this.#cue(stride);
      this.#outside = outsideLines(this.#cues);
    }
    this.#listener.onReading(reading);
  }

  #cue(stride: LiveStride): void {
    const { state, cue } = hearStride(this.#cues, stride, this.#listener.targets());
    this.#cues = state;
    if (cue !== null) this.#listener.onCue(cue);
  }
}
