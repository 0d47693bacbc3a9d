import type { Milliseconds } from '../units';

/**
 * The way of a camera's frames to a worker; transferred, and read with workers/camera-frames.ts.
 *
 * [Note: Newest wins] Nobody queues frames. `frames` keeps one and replaces it when a newer one comes (maxBufferSize 1);
 * at the other end of `port` the page keeps the newest picture of a `<video>` until it is asked for it.
 */
export type CameraSource = { frames: ReadableStream<VideoFrame> } | { port: MessagePort };

/** What the page answers on `port` when it is asked (any message asks). */
interface LentFrame {
  image: VideoFrame | ImageBitmap;
  /** The source's own time of the frame. */
  timestampMs: Milliseconds;
  /** In the page's clock (performance.timeOrigin + now); null = the browser does not say. */
  capturedAtMs: Milliseconds | null;
  arrivedAtMs: Milliseconds;
}

/** `null` says that no more will come. */
export type PortAnswer = LentFrame | null;

/** 'processor' hands frames over off the main thread (Chrome, Edge); 'element' takes them from a hidden `<video>`. */
export type CameraRoute = 'processor' | 'element';

interface LentCamera {
  source: CameraSource;
  /** Pass these along with `source`. */
  transfer: Transferable[];
  /** Ends the source at both ends; the camera itself runs on. */
  stop: () => void;
}

/** Lends a camera's frames to a worker. Default: the best route that this browser has. */
export function lendCamera(track: MediaStreamTrack, route?: CameraRoute): LentCamera {
  const Processor = trackProcessor();
  // A clone can be stopped on its own, and with it all that reads it.
  const own = track.clone();
  if (Processor === null || route === 'element') return lendByElement(own);
  const { readable } = new Processor({ track: own, maxBufferSize: 1 });
  return {
    source: { frames: readable },
    transfer: [readable],
    stop: () => {
      own.stop();
    },
  };
}

/** Not in TypeScript's table yet: W3C MediaStreamTrack Insertable Media Processing using Streams, §2. */
type TrackProcessor = new (wishes: { track: MediaStreamTrack; maxBufferSize: number }) => {
  readonly readable: ReadableStream<VideoFrame>;
};

function trackProcessor(): TrackProcessor | null {
  const found: unknown = Reflect.get(globalThis, 'MediaStreamTrackProcessor');
  return isTrackProcessor(found) ? found : null;
}

function isTrackProcessor(found: unknown): found is TrackProcessor {
  return typeof found === 'function';
}

function lendByElement(own: MediaStreamTrack): LentCamera {
  const { port1, port2 } = new MessageChannel();
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([own]);
  video.play().catch(() => undefined); // interrupted by stop()
  const lender = new NewestFrame(video, port1);
  const end = () => {
    lender.stop();
    own.stop();
    video.srcObject = null;
  };
  own.addEventListener('ended', end, { once: true });
  return { source: { port: port2 }, transfer: [port2], stop: end };
}

/** Keeps the newest picture of a playing `<video>` and gives it away when asked. */
class NewestFrame {
  readonly #video: HTMLVideoElement;
  readonly #port: MessagePort;
  #newest: LentFrame | null = null;
  #asked = false;
  #stopped = false;
  #request: number;

  constructor(video: HTMLVideoElement, port: MessagePort) {
    this.#video = video;
    this.#port = port;
    this.#request = video.requestVideoFrameCallback(this.#take);
    port.onmessage = () => {
      this.#asked = true;
      this.#give();
    };
  }

  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#video.cancelVideoFrameCallback(this.#request);
    this.#newest?.image.close();
    this.#port.postMessage(null satisfies PortAnswer);
    this.#port.close();
  }

  readonly #take = (
    now: DOMHighResTimeStamp,
    { mediaTime, captureTime }: VideoFrameCallbackMetadata,
  ): void => {
    this.#request = this.#video.requestVideoFrameCallback(this.#take);
    const timestampMs = mediaTime * 1000;
    void this.#picture(timestampMs).then((image) => {
      if (this.#stopped) {
        image.close();
        return;
      }
      this.#newest?.image.close();
      const { timeOrigin } = performance;
      this.#newest = {
        image,
        timestampMs,
        capturedAtMs: captureTime === undefined ? null : timeOrigin + captureTime,
        arrivedAtMs: timeOrigin + now,
      };
      this.#give();
    }, ignored);
  };

  /** A VideoFrame costs nothing; where the browser makes none of an element, a bitmap is a copy. */
  async #picture(timestampMs: Milliseconds): Promise<VideoFrame | ImageBitmap> {
    if (!('VideoFrame' in globalThis)) return createImageBitmap(this.#video);
    // Throws between two sizes and at the camera's end: that picture is left out like any other.
    return new VideoFrame(this.#video, { timestamp: timestampMs * 1000 });
  }

  #give(): void {
    if (!this.#asked || this.#newest === null) return;
    this.#port.postMessage(this.#newest satisfies PortAnswer, [this.#newest.image]);
    this.#newest = null;
    this.#asked = false;
  }
}

/** A picture that could not be taken is one frame less; the next is on its way. */
function ignored(): void {
  return;
}
