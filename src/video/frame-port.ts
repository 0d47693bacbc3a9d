import type { Clip, FrameOptions, MissingFrame, TimedFrame } from './clip';
import { ClipError, type ClipProblem } from './clip-errors';

/** Reader to lender. One frame is asked for at a time, so neither side piles up pictures. */
interface Request {
  pass: number;
  ask: 'begin' | 'next' | 'stop';
  fromS?: number | undefined;
}

/** Lender to reader. Answers to a pass that was left carry its old number. */
interface Answer {
  pass: number;
  frame?: TimedFrame;
  warning?: string;
  missing?: MissingFrame;
  failed?: { message: string; problem: ClipProblem };
}

/**
 * Lends the frames of an open clip to another thread: the `<video>` route works on the main thread only, the frames are
 * needed in the worker. Returns a function that stops lending and closes the port; the clip stays open.
 */
export function lendFrames(clip: Pick<Clip, 'frames'>, port: MessagePort): () => void {
  let current: { pass: number; frames: ReturnType<Clip['frames']>; cancel: AbortController } | null = null;
  const answer = (message: Answer) => {
    port.postMessage(message, message.frame ? [message.frame.image] : []);
  };
  const stop = () => {
    current?.cancel.abort();
    current?.frames.return().catch(() => undefined);
    current = null;
  };
  const begin = ({ pass, fromS }: Request) => {
    stop();
    const cancel = new AbortController();
    const options: FrameOptions = {
      signal: cancel.signal,
      onWarning: (warning) => {
        answer({ pass, warning });
      },
      onMissing: (missing) => {
        answer({ pass, missing });
      },
    };
    if (fromS !== undefined) options.fromS = fromS;
    current = { pass, frames: clip.frames(options), cancel };
  };
  port.onmessage = ({ data }: MessageEvent<Request>) => {
    if (data.ask === 'begin') begin(data);
    const asked = current;
    if (asked?.pass !== data.pass) return;
    if (data.ask === 'stop') {
      stop();
      return;
    }
    const { pass } = asked;
    asked.frames.next().then(
      ({ value }) => {
        if (asked !== current) value?.image.close();
        else answer(value ? { pass, frame: value } : { pass });
      },
      (error: unknown) => {
        if (asked === current) answer({ pass, failed: described(error) });
      },
    );
  };
  return () => {
    stop();
    port.close();
  };
}

/** The lent frames, at the other end of the port: the contract of `Clip.frames`, one pass at a time. */
export function borrowFrames(port: MessagePort): Clip['frames'] {
  let pass = 0;
  return async function* frames({ fromS, signal, onWarning, onMissing }: FrameOptions = {}) {
    const mine = ++pass;
    const ask = (request: Omit<Request, 'pass'>) =>
      new Promise<Answer | null>((resolve) => {
        const aborted = () => {
          resolve(null);
        };
        signal?.addEventListener('abort', aborted);
        port.onmessage = ({ data }: MessageEvent<Answer>) => {
          if (data.pass !== pass) data.frame?.image.close();
          else if (data.warning !== undefined) onWarning?.(data.warning);
          else if (data.missing !== undefined) onMissing?.(data.missing);
          else {
            signal?.removeEventListener('abort', aborted);
            resolve(data);
          }
        };
        port.postMessage({ ...request, pass: mine } satisfies Request);
      });
    signal?.throwIfAborted();
    try {
      let answer = await ask({ ask: 'begin', fromS });
      while (answer?.frame) {
        yield answer.frame;
        signal?.throwIfAborted();
        answer = await ask({ ask: 'next' });
      }
      signal?.throwIfAborted();
      if (answer?.failed) throw new ClipError(answer.failed.problem, answer.failed.message);
    } finally {
      // A frame that is still on its way belongs to nobody.
      port.onmessage = ({ data }: MessageEvent<Answer>) => data.frame?.image.close();
      port.postMessage({ pass: mine, ask: 'stop' } satisfies Request);
    }
  };
}

function described(error: unknown): { message: string; problem: ClipProblem } {
  return error instanceof ClipError
    ? { message: error.message, problem: error.problem }
    : { message: error instanceof Error ? error.message : String(error), problem: 'unreadable' };
}
