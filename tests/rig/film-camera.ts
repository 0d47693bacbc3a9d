/**
 * A camera whose frames and times are known: every frame shows its number in ten bars, as `readNumber` reads it. Chromium
 * only, as the tests are.
 */
const BITS = 10;

interface Generator extends MediaStreamVideoTrack {
  readonly writable: WritableStream<VideoFrame>;
}
type MediaStreamVideoTrack = MediaStreamTrack;
declare const MediaStreamTrackGenerator: new (options: { kind: 'video' }) => Generator;

export interface FilmCamera {
  stream: MediaStream;
  /** When each frame was taken, by its number. */
  timesS: number[];
  /** Another size from the next frame on: the phone is turned. */
  turn: (width: number, height: number) => void;
  /** The camera is unplugged. */
  unplug: () => void;
}

/** `pauseMs`: how long the camera waits before its next frame. */
export function filmCamera(width: number, height: number, pauseMs: () => number): FilmCamera {
  const track = new MediaStreamTrackGenerator({ kind: 'video' });
  const writer = track.writable.getWriter();
  const canvas = new OffscreenCanvas(width, height);
  const timesS: number[] = [];
  let live = true;
  const film = async () => {
    while (live) {
      paint(canvas, timesS.length);
      const timestamp = Math.round(performance.now() * 1000);
      timesS.push(timestamp / 1e6);
      await writer.write(new VideoFrame(canvas, { timestamp }));
      await new Promise((resolve) => setTimeout(resolve, pauseMs()));
    }
    track.stop();
  };
  film().catch(() => undefined); // the track was stopped by someone else
  return {
    stream: new MediaStream([track]),
    timesS,
    turn: (nextWidth, nextHeight) => {
      [canvas.width, canvas.height] = [nextWidth, nextHeight];
    },
    unplug: () => {
      live = false;
    },
  };
}

function paint(canvas: OffscreenCanvas, frame: number): void {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('No canvas.');
  const bar = canvas.width / BITS;
  for (let bit = 0; bit < BITS; bit++) {
    context.fillStyle = (frame >> (BITS - 1 - bit)) & 1 ? '#fff' : '#000';
    context.fillRect(bit * bar, 0, bar + 1, canvas.height);
  }
}
