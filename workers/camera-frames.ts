import type { CameraSource, PortAnswer } from '../src/video/camera-source';
import { CaptureClock, type CaptureTime } from '../src/video/capture-clock';
import { EvenTimes } from '../src/video/even-times';
import type { TimedFrame } from '../src/video/clip';
import type { Milliseconds } from '../src/units';

/** A camera's frame; whoever receives it closes `image`. */
export interface SeenFrame extends TimedFrame {
  /** See CameraFrame. */
  capturedAtMs: Milliseconds;
}

/** What comes of asking for a frame: one, or none within the time, or the source's end. */
export type NextFrame = SeenFrame | 'none yet' | 'end';

/** The newest frame of a camera, one at a time; see [Note: Newest wins] in src/video/camera-source.ts. */
export class CameraFrames {
  readonly #read: () => Promise<PortAnswer>;
  readonly #end: () => void;
  readonly #clock: CaptureClock;
  readonly #even: EvenTimes;
  /** Asked for and not yet come; it outlives a wait that ran out. */
  #coming: Promise<PortAnswer> | null = null;
  #ended = false;

  /** `framesPerS`: as the camera promises, NaN = unknown; `goesOn`: the last time that an earlier worker told. */
  constructor(source: CameraSource, framesPerS: number, goesOn: CaptureTime | null) {
    this.#clock = new CaptureClock(goesOn);
    this.#even = new EvenTimes(framesPerS);
    [this.#read, this.#end] = 'frames' in source ? fromStream(source.frames) : fromPort(source.port);
  }

  /** Waits for a frame that is newer than the last, at most `patienceMs`. */
  async next(patienceMs: Milliseconds): Promise<NextFrame> {
    for (;;) {
      this.#coming ??= this.#read();
      const lent = await within(patienceMs, this.#coming);
      if (lent === 'none yet') return this.#ended ? 'end' : lent;
      this.#coming = null;
      if (lent === null) return 'end';
      const { image, timestampMs, capturedAtMs, arrivedAtMs } = lent;
      const time = this.#clock.timeOf(timestampMs, arrivedAtMs, capturedAtMs);
      if (time !== null && !this.#ended) {
        const timeS = this.#even.next(time.timeS);
        return { image, timeS, capturedAtMs: time.capturedAtMs, durationS: 0, ...turnOf(image) };
      }
      image.close();
      if (this.#ended) return 'end';
    }
  }

  /** Ends the source; a wait for a frame ends with it, and a frame that is on its way is closed. */
  end(): void {
    this.#ended = true;
    this.#end();
  }
}

/** Size of the upright picture in a frame. */
export function uprightSize({ image }: SeenFrame): { width: number; height: number } {
  return image instanceof ImageBitmap
    ? { width: image.width, height: image.height }
    : { width: image.displayWidth, height: image.displayHeight };
}

function fromStream(frames: ReadableStream<VideoFrame>): [() => Promise<PortAnswer>, () => void] {
  const reader = frames.getReader();
  const read = async (): Promise<PortAnswer> => {
    const { value } = await reader.read();
    if (value === undefined) return null;
    const arrivedAtMs = performance.timeOrigin + performance.now();
    return { image: value, timestampMs: value.timestamp / 1000, capturedAtMs: null, arrivedAtMs };
  };
  return [read, () => void reader.cancel().catch(() => undefined)];
}

function fromPort(port: MessagePort): [() => Promise<PortAnswer>, () => void] {
  let answer: (lent: PortAnswer) => void = (lent) => lent?.image.close();
  port.onmessage = ({ data }: MessageEvent<PortAnswer>) => {
    answer(data);
  };
  const read = () =>
    new Promise<PortAnswer>((resolve) => {
      answer = resolve;
      port.postMessage('next');
    });
  const end = () => {
    answer(null);
    // A frame that is on its way belongs to nobody; the page closes the port.
    answer = (lent) => lent?.image.close();
  };
  return [read, end];
}

/** What a frame says of its own turn; browsers that say nothing give upright frames. */
function turnOf(image: VideoFrame | ImageBitmap): Pick<TimedFrame, 'rotationDeg' | 'mirrored'> {
  const rotation = 'rotation' in image ? image.rotation : 0;
  const rotationDeg = rotation === 90 || rotation === 180 || rotation === 270 ? rotation : 0;
  return { rotationDeg, mirrored: 'flip' in image && image.flip === true };
}

async function within<T>(patienceMs: Milliseconds, coming: Promise<T>): Promise<T | 'none yet'> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tired = new Promise<'none yet'>((resolve) => {
    timer = setTimeout(resolve, patienceMs, 'none yet');
  });
  try {
    return await Promise.race([coming, tired]);
  } finally {
    clearTimeout(timer);
  }
}
