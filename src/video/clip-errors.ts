/** What is wrong with a clip, for code that has to choose what to do next. */
export type ClipProblem =
  | 'empty'
  | 'unreadable'
  | 'notVideo'
  | 'incomplete'
  | 'noPicture'
  | 'tooShort'
  | 'encrypted'
  | 'unknownCodec'
  /** Known codec, but not in this place: in a worker, try again on the main thread, where a `<video>` may do it. */
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

/** Turns a failure of the demuxer or of reading the disk into a sentence; a ClipError or an abort passes unchanged. */
export function asClipError(error: unknown, name: string): unknown {
  if (error instanceof ClipError || (error instanceof DOMException && error.name === 'AbortError'))
    return error;
  const cause = { cause: error };
  // The demuxer has no error class for this; its sentence is the only sign.
  if (error instanceof Error && /encrypted media/i.test(error.message)) {
    return new ClipError(
      'encrypted',
      `“${name}” is encrypted and cannot be read; use the original recording, without copy protection.`,
      cause,
    );
  }
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
