import * as Comlink from 'comlink';
import type {
  OverlayVideoJob,
  OverlayVideoRefusal,
  OverlayVideoWorker,
} from '../../workers/overlay-video.worker';
import type { Recording } from '../analysis/recording';
import type { RunAnalysis } from '../analysis/run-analysis';
import { watched } from '../pose/worker-watch';
import type { Milliseconds } from '../units';
import { ClipError } from '../video/clip-errors';
import { lendFrames } from '../video/frame-port';
import { openClip } from '../video/open-clip';
import { aborted } from './aborted';
import { OverlayVideoError, type OverlayVideoProgress } from './overlay-video';

/** An 8K frame in software takes a few seconds; past this, the worker is dead. */
const SILENCE_MS: Milliseconds = 60_000;

interface OverlayVideoWork {
  signal?: AbortSignal;
  onProgress?: (progress: OverlayVideoProgress) => void;
}

/**
 * The clip as MP4 with the app's overlay drawn on every frame, made in a worker of its own (see `writeOverlayVideo`). H.264 where the
 * browser encodes it, else VP9 or AV1; no sound. `recording` and `analysis` must be plain values, no state proxies.
 * Errors: OverlayVideoError and ClipError, whose messages are for people; the signal's reason, at once. Then nothing is left.
 */
export async function makeOverlayVideo(
  clip: Blob,
  recording: Recording,
  analysis: RunAnalysis,
  { signal, onProgress }: OverlayVideoWork = {},
): Promise<Blob> {
  signal?.throwIfAborted();
  const job: OverlayVideoJob = { source: recording.source, analysis };
  const worker = new Worker(new URL('../../workers/overlay-video.worker.ts', import.meta.url), {
    type: 'module',
  });
  const api = Comlink.wrap<OverlayVideoWorker>(worker);
  const call = (
    begin: (tell: (progress: OverlayVideoProgress) => void) => Promise<Blob | OverlayVideoRefusal>,
  ) =>
    Promise.race([
      watched(worker, SILENCE_MS, ({ heard }) =>
        begin(
          Comlink.proxy((progress) => {
            heard();
            if (!signal?.aborted) onProgress?.(progress);
          }),
        ),
      ),
      aborted(signal),
    ]);
  try {
    const made = await call((tell) => api.fromFile(clip, job, tell));
    if (made instanceof Blob) return made;
    if (made.refused !== 'cannotDecode') throw errorOf(made);
    return await throughElement(clip, job, (port, facts) =>
      call((tell) => api.fromFrames(facts, Comlink.transfer(port, [port]), job, tell)),
    );
  } catch (error) {
    throw isWorkerDeath(error) ? broken(error) : error;
  } finally {
    // Whatever was under way goes with it: nothing half-written is left.
    worker.terminate();
  }
}

/** What WebCodecs cannot decode, a `<video>` on the page sometimes can; it hands its frames over. */
async function throughElement(
  file: Blob,
  { source }: OverlayVideoJob,
  make: (
    port: MessagePort,
    facts: Parameters<OverlayVideoWorker['fromFrames']>[0],
  ) => Promise<Blob | OverlayVideoRefusal>,
): Promise<Blob> {
  const { name, slowMotionFactor } = source;
  const clip = await openClip(file, { name, slowMotionFactor, route: 'element' });
  const { port1, port2 } = new MessageChannel();
  const stopLending = lendFrames(clip, port1);
  try {
    const made = await make(port2, clip.facts);
    if (made instanceof Blob) return made;
    throw errorOf(made);
  } finally {
    stopLending();
    clip.close();
  }
}

function errorOf({ refused, message }: OverlayVideoRefusal): Error {
  return refused === 'encoder' ? new OverlayVideoError(message) : new ClipError(refused, message);
}

function isWorkerDeath(error: unknown): error is Error {
  return error instanceof Error && error.name === 'WorkerDied';
}

function broken(error: Error): OverlayVideoError {
  return new OverlayVideoError(
    `The video broke off (${error.message}); close other tabs to free memory, and try again.`,
    { cause: error },
  );
}
