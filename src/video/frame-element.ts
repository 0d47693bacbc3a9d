import type { Milliseconds, Seconds } from '../units';

/** A frame that the element showed, and the time it says it has (NaN where the browser does not tell). */
interface ShownFrame {
  image: ImageBitmap;
  mediaTimeS: Seconds;
}

/** Why an element has no frame: the browser refused the file, or nothing came in time. */
export class ElementFailure extends Error {
  override name = 'ElementFailure';
  constructor(readonly reason: 'refused' | 'silent') {
    super(reason);
  }
}

/** A busy browser sometimes shows a frame and does not tell; so long after the seek has ended it is there all the same. */
const SHOWN_AFTER_MS: Milliseconds = 1500;

/** A hidden `<video>` that shows one frame after another. Main thread only. */
export class FrameElement {
  readonly #video = document.createElement('video');
  readonly #url: string;

  constructor(file: Blob) {
    this.#url = URL.createObjectURL(file);
    this.#video.muted = true;
    this.#video.playsInline = true;
    this.#video.preload = 'auto';
  }

  /** Waits for the first picture. Rejects with ElementFailure, or with the signal's reason. */
  async load(timeoutS: Seconds, signal?: AbortSignal): Promise<void> {
    await within(timeoutS, signal, (done, fail) => {
      this.#video.onloadeddata = done;
      this.#video.onerror = () => {
        fail(new ElementFailure('refused'));
      };
      this.#video.src = this.#url;
    });
  }

  /** Shows the frame at `timeS` of the element's own clock. Rejects like `load`. The caller closes the image. */
  async show(timeS: Seconds, timeoutS: Seconds, signal?: AbortSignal): Promise<ShownFrame> {
    const video = this.#video;
    let request = 0;
    let mediaTimeS = NaN;
    let untold: ReturnType<typeof setTimeout> | undefined;
    try {
      await within(timeoutS, signal, (done, fail) => {
        video.onerror = () => {
          fail(new ElementFailure('refused'));
        };
        if ('requestVideoFrameCallback' in video) {
          request = video.requestVideoFrameCallback((_, metadata) => {
            mediaTimeS = metadata.mediaTime;
            done();
          });
          video.onseeked = () => {
            untold = setTimeout(done, SHOWN_AFTER_MS);
          };
        } else {
          // Firefox before 132: the picture is there one paint after the seek.
          Object.assign(video, { onseeked: () => requestAnimationFrame(done) });
        }
        video.currentTime = timeS;
      });
    } finally {
      clearTimeout(untold);
      video.onseeked = null;
      if (request) video.cancelVideoFrameCallback(request);
    }
    return { image: await createImageBitmap(video), mediaTimeS };
  }

  close(): void {
    const video = this.#video;
    video.onerror = video.onloadeddata = video.onseeked = null;
    // Without this the element keeps its decoder until it is collected.
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(this.#url);
  }
}

/** Runs `begin` until it calls one of its callbacks, the time is up, or the signal aborts. */
function within(
  timeoutS: Seconds,
  signal: AbortSignal | undefined,
  begin: (done: () => void, fail: (error: Error) => void) => void,
): Promise<void> {
  signal?.throwIfAborted();
  const over = new AbortController();
  return new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new ElementFailure('silent'));
    }, timeoutS * 1000);
    over.signal.addEventListener('abort', () => {
      clearTimeout(timer);
    });
    signal?.addEventListener(
      'abort',
      () => {
        reject(signal.reason instanceof Error ? signal.reason : new DOMException('Cancelled.', 'AbortError'));
      },
      { signal: over.signal },
    );
    begin(resolve, reject);
  }).finally(() => {
    over.abort();
  });
}
