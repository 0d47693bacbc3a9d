/** What is wrong with a clip, for code that has to choose what to do next. */
export type ClipProblem =
  | 'empty'
  | 'unreadable'
  | 'notVideo'
  | 'incomplete'
  | 'noPicture'
  | 'tooShort'
  | 'encrypted'
  /** Not here: after this in a worker, open the clip on the main thread, where a `<video>` may play it. */
  | 'cannotDecode'
  | 'stalled';

/** A clip that cannot be used. `message` is one sentence: the file, what is wrong, what would help. */
export class ClipError extends Error {
  override name = 'ClipError';
  constructor(
    readonly problem: ClipProblem,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What to do about a file that no browser reads. */
export const CONVERT = 'convert it to MP4 with H.264, for example with HandBrake';

/** The sentence for copy protection. */
export function encrypted(name: string, cause: unknown): ClipError {
  const message = `“${name}” is encrypted and cannot be read; use the original recording, without copy protection.`;
  return new ClipError('encrypted', message, { cause });
}

/** Turns a failure of the demuxer or of reading the disk into a sentence; a ClipError or an abort passes unchanged. */
export function asClipError(error: unknown, name: string): unknown {
  if (error instanceof ClipError || (error instanceof DOMException && error.name === 'AbortError'))
    return error;
  // By name: the class would bring the whole demuxer into the first load, where this file is needed for its sentences.
  if (error instanceof Error && error.name === 'InputDisposedError')
    return new DOMException(`“${name}” was closed.`, 'AbortError');
  const cause = { cause: error };
  // The demuxer has no error class for this; its sentence is the only sign.
  if (error instanceof Error && /encrypted media/i.test(error.message)) return encrypted(name, error);
  if (
    error instanceof DOMException &&
    (error.name === 'NotReadableError' || error.name === 'NotFoundError')
  ) {
    return new ClipError(
      'unreadable',
      `“${name}” could not be read from the disk; it may have been moved or changed, so choose it again.`,
      cause,
    );
  }
  return new ClipError(
    'incomplete',
    `“${name}” is damaged and cannot be read; record or export it again.`,
    cause,
  );
}
