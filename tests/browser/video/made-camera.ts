import { fieldFile } from '../field-file';

const photo = await fieldFile('conformance/pose.jpg');

/** False where ../shared/field is absent: then there is nobody to film. */
export const HAS_RUNNER = photo !== null;

/** Not in TypeScript's table: W3C mediacapture-transform, as Chromium has it. */
type TrackGenerator = new (kind: {
  kind: 'video';
}) => MediaStreamTrack & { writable: WritableStream<VideoFrame> };

export interface Picture {
  width: number;
  height: number;
}

export const LEVEL: Picture = { width: 640, height: 480 };
export const UPRIGHT: Picture = { width: 480, height: 640 };

/** The photograph's person, standing in the middle of a grey picture, moved sideways by `shiftPx`. */
export async function pictureOf({ width, height }: Picture, shiftPx = 0): Promise<OffscreenCanvas> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null || photo === null) throw new Error('no canvas or no photograph');
  context.fillStyle = '#888';
  context.fillRect(0, 0, width, height);
  const person = await createImageBitmap(photo, 250, 0, 500, 667);
  const scale = (0.9 * height) / person.height;
  context.drawImage(
    person,
    (width - person.width * scale) / 2 + shiftPx,
    0.05 * height,
    person.width * scale,
    0.9 * height,
  );
  return canvas;
}

/** A camera that films what a test says, with timestamps that the test knows. */
export class MadeCamera {
  readonly track: MediaStreamTrack;
  /** Timestamps of all frames so far, in seconds. */
  readonly timesS: number[] = [];
  /** What is filmed; null = nothing comes. */
  picture: OffscreenCanvas | null;
  readonly #writer: WritableStreamDefaultWriter<VideoFrame>;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #startedAt = performance.now();

  constructor(picture: OffscreenCanvas, framesPerS: number) {
    const Generator = Reflect.get(globalThis, 'MediaStreamTrackGenerator') as TrackGenerator;
    const track = new Generator({ kind: 'video' });
    this.track = track;
    this.picture = picture;
    this.#writer = track.writable.getWriter();
    this.#timer = setInterval(() => {
      this.#film();
    }, 1000 / framesPerS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.track.stop();
  }

  #film(): void {
    if (this.picture === null) return;
    const timestamp = Math.round((performance.now() - this.#startedAt) * 1000);
    this.timesS.push(timestamp / 1e6);
    this.#writer.write(new VideoFrame(this.picture, { timestamp })).catch(() => undefined);
  }
}
