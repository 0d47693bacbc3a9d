import { CameraClient, type CameraPrepared, type CameraRun } from '../pose/camera-client';
import type { CameraFrame } from '../pose/camera-contract';
import {
  type CameraChoice,
  type CameraDevice,
  listCameras,
  type OpenCamera,
  openCamera,
  watchCameras,
} from '../video/camera';
import { CameraError } from '../video/camera-errors';
import { watchCamera } from '../video/camera-watch';

/** What the owner of the camera is told. */
interface CameraOwner {
  /** Every frame that was looked at. */
  onFrame: (frame: CameraFrame) => void;
  /** The camera is gone; its sentence stands in `failure`. */
  onLost: () => void;
}

/** The camera and what follows the runner in its pictures. Off until somebody switches it on, with a click. */
export class LiveCamera {
  readonly #client: CameraClient;
  readonly #owner: CameraOwner;
  readonly #unwatchCameras: () => void;
  #opening: AbortController | null = null;
  #run: CameraRun | null = null;
  #unwatch: (() => void) | null = null;
  #open = $state.raw<OpenCamera | null>(null);
  #busy = $state.raw(false);
  #failure = $state.raw<string | null>(null);
  #news = $state.raw<string | null>(null);
  #devices = $state.raw<readonly CameraDevice[]>([]);
  #prepared = $state.raw<CameraPrepared | null>(null);

  constructor(modelsUrl: string, owner: CameraOwner) {
    this.#client = new CameraClient({ model: 'auto', backend: 'auto', modelsUrl });
    this.#owner = owner;
    this.#unwatchCameras = watchCameras(() => void this.#list());
  }

  /** null = it is off. */
  get open(): OpenCamera | null {
    return this.#open;
  }

  /** The browser asks for permission, or the device starts. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Why there is no picture, in a sentence; null = nothing is wrong. */
  get failure(): string | null {
    return this.#failure;
  }

  /** What happened last, in a sentence; null = nothing. */
  get news(): string | null {
    return this.#news;
  }

  get devices(): readonly CameraDevice[] {
    return this.#devices;
  }

  /** The model that follows the runner; null until it is there. */
  get prepared(): CameraPrepared | null {
    return this.#prepared;
  }

  /** Opens the camera, or another one in its place. Call it from a click: the browser asks for permission. */
  async switchOn(choice: CameraChoice): Promise<void> {
    this.switchOff();
    const opening = (this.#opening = new AbortController());
    this.#busy = true;
    try {
      this.#follow(await openCamera(choice, { signal: opening.signal }));
    } catch (error) {
      if (opening.signal.aborted) return;
      if (!(error instanceof CameraError)) throw error;
      this.#failure = error.message;
    } finally {
      if (this.#opening === opening) this.#busy = false;
    }
    await this.#list();
  }

  /** Gives the camera back; the model stays warm. */
  switchOff(): void {
    this.#opening?.abort();
    this.#busy = false;
    this.#failure = this.#news = null;
    this.#stop();
  }

  close(): void {
    this.switchOff();
    this.#unwatchCameras();
    this.#client.close();
  }

  /** The sentence was read. */
  tell(news: string | null): void {
    this.#news = news;
  }

  /** Names and number of cameras change with the permission and with every plug. */
  readonly #list = async (): Promise<void> => {
    this.#devices = await listCameras().catch(() => []);
  };

  #follow(camera: OpenCamera): void {
    this.#open = camera;
    this.#news = camera.notice;
    this.#unwatch = watchCamera(camera, ({ what, sentence }) => {
      if (what === 'lost') this.#lose(sentence);
      else this.#news = sentence;
    });
    const { track, inForce } = camera;
    this.#run = this.#client.start(
      { track, framesPerS: inForce.framesPerS },
      {
        onFrame: this.#owner.onFrame,
        onTrouble: ({ sentence }) => {
          // Even without numbers the camera plays, and a take goes on.
          this.#news = sentence;
        },
        onPrepared: (prepared) => {
          this.#prepared = prepared;
        },
      },
    );
  }

  #lose(sentence: string): void {
    // First the take ends: a recorder without frames may not notice that its camera is gone.
    this.#owner.onLost();
    this.#stop();
    this.#failure = sentence;
    void this.#list();
  }

  #stop(): void {
    this.#unwatch?.();
    void this.#run?.stop();
    this.#open?.close();
    this.#unwatch = this.#run = this.#open = null;
  }
}
