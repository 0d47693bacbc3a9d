/**
 * The pose worker: a thin shell round the pass over a stretch of frames. Contract: src/pose/contract.ts.
 *
 *   new ──prepare──▶ ready ──openClip──▶ open (──scout──▶ open) ──follow──▶ following ──end──▶ open ──closeClip──▶ ready   (several clips at once)
 *                     ready ──followCamera──▶ following ──stopCamera or the camera's end──▶ ready
 */
import * as Comlink from 'comlink';
import { estimateCameraRoll } from '../src/core/camera-roll';
import { StillPictureMean } from '../src/core/camera-roll-picture';
import type {
  ClipRefusal,
  PoseWorkerApi,
  RunnerChoice,
  RunnerWish,
  StretchBatch,
} from '../src/pose/contract';
import { ClipError } from '../src/video/clip-errors';
import { borrowFrames } from '../src/video/frame-port';
import { hashFile } from '../src/video/hash-file';
import { openClip } from '../src/video/open-clip';
import { CameraFrames } from './camera-frames';
import { ClipCursor } from './clip-cursor';
import { followCamera } from './follow-camera';
import { followStretch, type ReadClip } from './follow-stretch';
import { type OpenedModel, openModel } from './open-model';
import { scoutRunner } from './runner-scout';

let opened: OpenedModel | null = null;
/** Clips that are open, by run. */
const clips = new Map<number, ReadClip & { close: () => void }>();
/** Cameras that are being followed, by run. */
const cameras = new Map<number, CameraFrames>();

const worker: PoseWorkerApi = {
  async prepare(setup, onStep) {
    opened = await openModel(setup, onStep);
    return opened.report;
  },

  openClip: (run, file, { name, runner, slowMotionFactor }) =>
    orRefusal(async () => {
      const { facts, cutShort, close, ...clip } = await openClip(file, { name, slowMotionFactor });
      clips.set(run, { facts, runner: knownOf(runner), cursor: new ClipCursor(clip), close });
      return { facts, cutShort };
    }),

  borrowClip(run, facts, port, { runner }) {
    const cursor = new ClipCursor({ frames: borrowFrames(port) });
    clips.set(run, { facts, runner: knownOf(runner), cursor, close: () => undefined });
    return Promise.resolve();
  },

  scout: (run, onStep) =>
    orRefusal(async () => {
      const { clip, model } = readyFor(run);
      const scouted = await scoutRunner(clip, model, onStep);
      clip.runner = scouted.choice;
      return scouted;
    }),

  follow: (run, stretch, onBatch) =>
    orRefusal(() => {
      const { clip, model } = readyFor(run);
      return followStretch(clip, model, stretch, (batch) =>
        onBatch(Comlink.transfer(batch, buffersOf(batch))),
      );
    }),

  async closeClip(run) {
    const clip = clips.get(run);
    clips.delete(run);
    await clip?.cursor.close();
    clip?.close();
  },

  roomRoll(stills, width, height) {
    const mean = new StillPictureMean();
    for (const still of stills) mean.addBrightness(still);
    return Promise.resolve(estimateCameraRoll(mean.still(width, height)));
  },

  hash: (file, onStep) => hashFile(file, { onProgress: onStep }),

  async followCamera(source, task, onFrame) {
    if (opened === null) throw new Error('A camera came before prepare.');
    const frames = new CameraFrames(source, task.framesPerS, task.resume?.clock ?? null);
    cameras.set(task.run, frames);
    try {
      return await followCamera(frames, opened.model, task, (frame) =>
        onFrame(
          frame && Comlink.transfer(frame, [frame.timeS.buffer, frame.rows.buffer, frame.pelvis.buffer]),
        ),
      );
    } finally {
      frames.end();
      cameras.delete(task.run);
    }
  },

  stopCamera(run) {
    cameras.get(run)?.end();
  },
};

function readyFor(run: number) {
  const clip = clips.get(run);
  if (opened === null || clip === undefined) throw new Error('A stretch came before its clip or the model.');
  return { clip, model: opened.model };
}

/** Until it is known who runs, the largest. */
function knownOf(runner: RunnerWish): RunnerChoice {
  return runner === 'who runs' ? 'largest' : runner;
}

/** An error's name and sentence cross between threads, its problem does not. */
async function orRefusal<T>(work: () => Promise<T>): Promise<T | ClipRefusal> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ClipError) return { refused: error.problem, message: error.message };
    throw error;
  }
}

function buffersOf({ timeS, durationS, rows, pelvis, glances }: StretchBatch): ArrayBuffer[] {
  const stills = glances.map(({ glance }) => glance.still.buffer);
  return [timeS.buffer, durationS.buffer, rows.buffer, pelvis.buffer, ...stills];
}

Comlink.expose(worker);
