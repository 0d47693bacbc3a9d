import type { CameraFrame } from '../pose/camera-contract';
import type { LiveOptions } from './live-options';
import type { LiveReading } from './live-reading';

/** What the page is told. */
export interface LiveListener {
  /** Several times a second; in order. */
  onReading: (reading: LiveReading) => void;
  /** The worker died and was started anew, or cannot be: a sentence for people. The strides told so far stand. */
  onTrouble: (sentence: string) => void;
}

/** The page's end of the live analysis, in a worker of its own. Nothing is said any more after `stop`. */
export class LiveClient {
  constructor(_listener: LiveListener) {}

  /** Starts, or starts anew with an empty window. */
  start(_options: LiveOptions): void {}

  /** Hands a frame over (a copy: its buffers stay the caller's). Never waits, never throws. */
  add(_frame: CameraFrame): void {}

  stop(): void {}
}
