/** The half of the live bench that runs in the page: a camera followed as the app follows it, its overlay drawn. */
import { CameraClient } from '../../src/pose/camera-client';
import type { CameraFrame } from '../../src/pose/camera-contract';
import { ROW_STRIDE, type WorkerSetup } from '../../src/pose/contract';
import { RowSmoother } from '../../src/signal/smooth-row';
import { openCamera } from '../../src/video/camera';

/** Frames of the first seconds, while the model warms up, are not counted. */
const WARM_UP_MS = 3000;

interface LiveFigures {
  framesPerS: number;
  /** From capture to drawn overlay. */
  latencyMs: number[];
  leftOut: number;
  camera: string;
  cameraFramesPerS: number;
  troubles: string[];
}

export interface LiveBench {
  run: (seconds: number) => Promise<LiveFigures>;
  /** Bytes that page and workers hold, as the browser counts them. */
  heapBytes: () => Promise<number>;
  start: () => Promise<void>;
  stop: () => Promise<number>;
}

export function liveBench(setup: WorkerSetup): LiveBench {
  let stop: () => Promise<number> = () => Promise.resolve(0);

  async function follow(onDrawn: (frame: CameraFrame, drawnAtMs: number) => void) {
    const camera = await openCamera({ deviceId: null, facing: 'environment', heightPx: 720 });
    const client = new CameraClient(setup);
    const overlay = new Overlay();
    const troubles: string[] = [];
    const { track, inForce } = camera;
    const run = client.start(
      { track, framesPerS: inForce.framesPerS },
      {
        onFrame: (frame) => {
          overlay.show(frame, onDrawn);
        },
        onTrouble: ({ sentence }) => troubles.push(sentence),
      },
    );
    const end = async () => {
      const tally = await run.stop();
      client.close();
      camera.close();
      return tally;
    };
    return { inForce, troubles, end };
  }

  return {
    async run(seconds) {
      const latencyMs: number[] = [];
      let [startedAt, endedAt] = [NaN, NaN];
      const { inForce, troubles, end } = await follow(({ capturedAtMs }, drawnAtMs) => {
        if (Number.isNaN(startedAt)) startedAt = drawnAtMs + WARM_UP_MS;
        if (drawnAtMs < startedAt) return;
        latencyMs.push(drawnAtMs - capturedAtMs);
        endedAt = drawnAtMs;
      });
      while (!(endedAt - startedAt > seconds * 1000)) await new Promise((resolve) => setTimeout(resolve, 50));
      const { leftOut } = await end();
      return {
        framesPerS: (latencyMs.length - 1) / ((endedAt - startedAt) / 1000),
        latencyMs,
        leftOut,
        camera: `${inForce.width}×${inForce.height}`,
        cameraFramesPerS: inForce.framesPerS,
        troubles,
      };
    },

    async start() {
      const { end } = await follow(() => undefined);
      stop = async () => (await end()).frames;
    },

    stop: () => stop(),

    async heapBytes() {
      const measure: unknown = Reflect.get(performance, 'measureUserAgentSpecificMemory');
      if (typeof measure !== 'function') return NaN;
      const { bytes } = (await measure.call(performance)) as { bytes: number };
      return bytes;
    },
  };
}

/** Dots on a canvas, once per screen refresh, the newest frame only: what the live screen costs at least. */
class Overlay {
  readonly #context = document.createElement('canvas').getContext('2d');
  #smoother = new RowSmoother();
  #newest: CameraFrame | null = null;

  show(frame: CameraFrame, onDrawn: (frame: CameraFrame, drawnAtMs: number) => void): void {
    const isWaiting = this.#newest !== null;
    this.#newest = frame;
    if (isWaiting) return;
    requestAnimationFrame(() => {
      const newest = this.#newest;
      this.#newest = null;
      if (newest === null) return;
      this.#draw(newest);
      onDrawn(newest, performance.timeOrigin + performance.now());
    });
  }

  #draw({ rows, timeS, width, height }: CameraFrame): void {
    const context = this.#context;
    if (context === null) return;
    if (context.canvas.width !== width || context.canvas.height !== height) {
      Object.assign(context.canvas, { width, height });
      this.#smoother = new RowSmoother();
    }
    const row = this.#smoother.next(timeS[0] ?? NaN, rows);
    context.clearRect(0, 0, width, height);
    for (let k = 0; k < row.length; k += ROW_STRIDE) context.fillRect(row[k] ?? 0, row[k + 1] ?? 0, 4, 4);
  }
}
