import type { Clip } from '../video/clip';
import { lendFrames } from '../video/frame-port';
import { openClip } from '../video/open-clip';
import type { ClipTask } from './contract';

/** What WebCodecs cannot decode, a <video> sometimes can; it lives on the page and hands its frames to one worker. */
export class LentClip {
  readonly clip: Clip;
  #stop: () => void = () => undefined;

  /** Errors: ClipError where the <video> cannot play it either. */
  static async open(file: Blob, task: ClipTask): Promise<LentClip> {
    return new LentClip(await openClip(file, { ...task, route: 'element' }));
  }

  private constructor(clip: Clip) {
    this.clip = clip;
  }

  /** The port on which a worker asks for frames; whoever borrowed before gets no more. */
  lend(): MessagePort {
    this.#stop();
    const { port1, port2 } = new MessageChannel();
    this.#stop = lendFrames(this.clip, port1);
    return port2;
  }

  close(): void {
    this.#stop();
    this.clip.close();
  }
}
