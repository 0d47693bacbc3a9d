/**
 * A TFLite file that cannot be converted. The message is one sentence with the file, the place and the byte offset,
 * e.g. "pose_landmark_full.tflite: operator 12 (CUSTOM), at byte 40960: this operator is not supported."
 */
export class TfliteError extends Error {
  override readonly name = 'TfliteError';

  constructor(
    /** Name of the file, without its folder. */
    readonly file: string,
    /** What was being read: "the header", "tensor 3 (conv2d/Kernel)", "operator 12 (CONV_2D)". */
    readonly place: string,
    /** Offset from the start of the file, in bytes. */
    readonly byteOffset: number,
    complaint: string,
  ) {
    super(`${file}: ${place}, at byte ${byteOffset}: ${complaint}.`);
  }
}
