import type { UnfinishedTakeRecord } from '../storage/records';
import type { Seconds } from '../units';
import { CameraRecorder, CameraRecorderError, type RecordingEnd } from '../video/camera-recorder';
import type { Library } from './library.svelte';
import { TakeWriter } from './take-writer';
import { markTaped } from './taped-files';

export type ViewHint = UnfinishedTakeRecord['viewHint'];

/** A take that has come to its end. Its pieces stay in the store until its session is saved, or it is thrown away. */
export interface TapedTake {
  id: string;
  /** For `journey.open`; "camera-2026-11-23-14-32-05.mkv", last modified when the recording began. */
  file: File;
  viewHint: ViewHint;
  seconds: Seconds;
}

/** A recording that goes on. */
interface Going {
  recorder: CameraRecorder;
  /** The take, once it is whole; null = nothing of it came. */
  taken: Promise<TapedTake | null>;
}

const TURNED = 'The picture was turned: what was filmed before is kept as one take, and a new take began.';

/**
 * The takes of one session before the camera. Each is written into the store piece by piece while it is recorded, so that a
 * lost tab, camera or power costs at most the last second.
 */
export class Tape {
  readonly #library: Library;
  #tapeId = crypto.randomUUID();
  #going = $state.raw<Going | null>(null);
  #takes = $state.raw<readonly TapedTake[]>([]);
  #event = $state.raw<string | null>(null);
  #unkept = $state.raw<string | null>(null);

  constructor(library: Library) {
    this.#library = library;
  }

  /** A take is being recorded. */
  get recording(): boolean {
    return this.#going !== null;
  }

  /** When the take that is being recorded began, milliseconds since 1970; null = none is. */
  get startedAtMs(): number | null {
    return this.#going?.recorder.startedAtMs ?? null;
  }

  /** What a person should know: what happened to the recording, what is kept, what to do; null = nothing. */
  get problem(): string | null {
    return this.#unkept ?? this.#event;
  }

  /** Takes that have ended, in order. A turned phone ends one take and begins another by itself. */
  get takes(): readonly TapedTake[] {
    return this.#takes;
  }

  /** For `journey.open(tape.files)`. */
  get files(): readonly File[] {
    return this.#takes.map(({ file }) => file);
  }

  /** Begins a take; false = it could not begin, and `problem` says why. The stream's tracks stay the caller's. */
  record(stream: MediaStream, { viewHint }: { viewHint: ViewHint }): boolean {
    if (this.#going !== null) return false;
    this.#event = this.#unkept = null;
    return this.#begin(stream, viewHint);
  }

  /** Ends the take, the last piece awaited, and gives it; it is the last of `takes` then. null = nothing of it came. */
  async stop(): Promise<TapedTake | null> {
    const going = this.#going;
    if (going === null) return null;
    await going.recorder.stop();
    return going.taken;
  }

  /** Throws a take away, for good. */
  async discard(id: string): Promise<void> {
    this.#takes = this.#takes.filter((take) => take.id !== id);
    await this.#library.change((store) => store.dropTakes([id]));
  }

  /** A new session: `takes` is empty. What was recorded before and is in no saved session is offered on the start screen. */
  startOver(): void {
    this.#takes = [];
    this.#event = this.#unkept = null;
    this.#tapeId = crypto.randomUUID();
  }

  #begin(stream: MediaStream, viewHint: ViewHint): boolean {
    try {
      const recorder: CameraRecorder = new CameraRecorder(stream, (piece) => {
        writer.add(piece);
      });
      const { startedAtMs, mimeType } = recorder;
      const take = { id: crypto.randomUUID(), tapeId: this.#tapeId, startedAtMs, viewHint, mimeType };
      const writer = new TakeWriter(this.#library, take, (problem) => {
        this.#unkept = problem;
      });
      const taken = recorder.ended.then((end) => this.#end(end, writer, stream));
      this.#going = { recorder, taken };
      return true;
    } catch (error) {
      if (!(error instanceof CameraRecorderError)) throw error;
      this.#event = error.message;
      return false;
    }
  }

  async #end(end: RecordingEnd, writer: TakeWriter, stream: MediaStream): Promise<TapedTake | null> {
    const { id, viewHint } = writer.take;
    this.#going = null;
    // At once, so that little is missed between the two.
    if (end.why === 'turned' && this.#begin(stream, viewHint)) this.#event = TURNED;
    else if ('sentence' in end) this.#event = end.sentence;
    const done = await writer.finish();
    if (done === null) return null;
    const take = { id, viewHint, ...done };
    markTaped(take.file, id);
    this.#takes = [...this.#takes, take];
    return take;
  }
}
