import * as Comlink from 'comlink';
import type { TrackFileWorker } from '../../workers/track-file.worker';
import { watched } from '../pose/worker-watch';
import type { Milliseconds } from '../units';
import { aborted } from './aborted';
import { type TrackFile, TrackFileError } from './read-track';

/** The largest file that is taken is read in about ten seconds; past this, the worker is dead. */
const SILENCE_MS: Milliseconds = 60_000;

/**
 * Reads a TRC file or an ANALYSIS.json that was opened on the page, in a worker of its own (see `readTrackFile`).
 * Errors: TrackFileError, whose message is for people; the signal's reason.
 */
export async function openTrackFile(file: File, signal?: AbortSignal): Promise<TrackFile> {
  signal?.throwIfAborted();
  const worker = new Worker(new URL('../../workers/track-file.worker.ts', import.meta.url), {
    type: 'module',
  });
  try {
    const api = Comlink.wrap<TrackFileWorker>(worker);
    const reading = watched<TrackFile | { refused: string }>(worker, SILENCE_MS, () => api.read(file));
    const read = await Promise.race([reading, aborted(signal)]);
    if ('refused' in read) throw new TrackFileError(read.refused);
    return read;
  } catch (error) {
    if (error instanceof Error && error.name === 'WorkerDied')
      throw new TrackFileError(
        `“${file.name}” could not be read (${error.message}); close other tabs to free memory, and try again.`,
        { cause: error },
      );
    throw error;
  } finally {
    worker.terminate();
  }
}
