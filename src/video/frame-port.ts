import type { ClipFacts, FrameOptions, TimedFrame } from './clip';
import { ClipError, type ClipProblem } from './clip-errors';

/** The reader asks for one frame at a time, so neither side piles up pictures. */
type Request = { ask: 'begin'; fromS: number | null } | { ask: 'next' } | { ask: 'stop' };
type Answer =
  | { frame: TimedFrame }
  | { warning: string }
  | { done: true }
  | { failed: { name: string; message: string; problem: ClipProblem | null } };

/**
 * Lends the frames of an open clip to another thread: the `<video>` route works on the main thread only, the frames are
 * needed in the worker. Serves until the port is closed or the returned function is called; the clip stays open.
 */
export function lendFrames(
  clip: { frames(options?: FrameOptions): AsyncGenerator<TimedFrame, void, undefined> },
  port: MessagePort,
): () => void {
  let pass: { frames: AsyncGenerator<TimedFrame, void, undefined>; cancel: AbortController } | null = null;
  const answer = (message: Answer, transfer: Transferable[] = []) => {
    port.postMessage(message, transfer);
  };
  const stop = () => {
    pass?.cancel.abort();
    void pass?.frames.return().catch(() => undefined);
    pass = null;
  };
  port.onmessage = ({ data }: MessageEvent<Request>) => {
    if (data.ask === 'stop') {
      stop();
      return;
    }
    if (data.ask === 'begin') {
      stop();
      const cancel = new AbortController();
      const onWarning = (warning: string) => {
        answer({ warning });
      };
      const from = data.fromS === null ? {} : { fromS: data.fromS };
      pass = { frames: clip.frames({ ...from, signal: cancel.signal, onWarning }), cancel };
    }
    const asked = pass;
    asked?.frames.next().then(
      ({ done, value }) => {
        if (asked !== pass) value?.image.close();
        else if (done) answer({ done: true });
        else answer({ frame: value }, [value.image]);
      },
      (error: unknown) => {
        if (asked === pass) answer({ failed: described(error) });
      },
    );
  };
  return () => {
    stop();
    port.close();
  };
}

/** The borrowed clip at the other end of the port, with the same contract as `Clip.frames`. */
export function borrowFrames(
  port: MessagePort,
): (options?: FrameOptions) => AsyncGenerator<TimedFrame, void, undefined> {
  return async function* frames({ fromS, signal, onWarning } = {}) {
    signal?.throwIfAborted();
    const ask = (request: Request) =>
      new Promise<Answer>((resolve, reject) => {
        const aborted = () => {
          reject(signal?.reason instanceof Error ? signal.reason : new DOMException('Cancelled.', 'AbortError'));
        };
        signal?.addEventListener('abort', aborted, { once: true });
        port.onmessage = ({ data }: MessageEvent<Answer>) => {
          if ('warning' in data) {
            onWarning?.(data.warning);
            return;
          }
          signal?.removeEventListener('abort', aborted);
          resolve(data);
        };
        port.postMessage(request);
      });
    let finished = false;
    try {
      let answer = await ask({ ask: 'begin', fromS: fromS ?? null });
      while ('frame' in answer) {
        yield answer.frame;
        signal?.throwIfAborted();
        answer = await ask({ ask: 'next' });
      }
      finished = true;
      if ('failed' in answer) throw revived(answer.failed);
    } finally {
      // A frame that is still on its way belongs to nobody.
      port.onmessage = ({ data }: MessageEvent<Answer>) => {
        if ('frame' in data) data.frame.image.close();
      };
      if (!finished) port.postMessage({ ask: 'stop' } satisfies Request);
    }
  };
}
