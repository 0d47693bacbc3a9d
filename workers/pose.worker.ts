/**
 * The pose worker: a thin shell round the one pass over the frames. Contract: src/pose/contract.ts.
 *
 *   new ──prepare──▶ ready ──analyseClip──▶ running ──end or error──▶ closed    (several runs side by side)
 *                                             └──cancel──▶ error 'Cancelled'
 *                     ready ──followCamera──▶ following ──stopCamera or the camera's end──▶ ready
 */
import * as Comlink from 'comlink';
import type { ClipRefusal, ClipSummary, ClipTask, PoseWorkerApi, ReceiveBatch } from '../src/pose/contract';
import type { Clip, ClipFacts, TimedFrame } from '../src/video/clip';
import { ClipError } from '../src/video/clip-errors';
import { borrowFrames } from '../src/video/frame-port';
import { hashFile } from '../src/video/hash-file';
import { openClip } from '../src/video/open-clip';
import { CameraFrames } from './camera-frames';
import { type OpenedModel, openModel } from './open-model';
import { FirstLook } from './first-look';
import { followCamera } from './follow-camera';
import { followFrames } from './follow-frames';
import { FrameReader } from './frame-reader';
import { PelvisWatcher } from './pelvis-watcher';
import { RoomWatcher } from './room-watcher';
import { RunnerTracker } from './runner-tracker';

let opened: OpenedModel | null = null;
/** Runs that the page wants no more of. */
const cancelled = new Set<number>();
/** Cameras that are being followed, by run. */
const cameras = new Map<number, CameraFrames>();

const worker: PoseWorkerApi = {
  async prepare(setup) {
    opened = await openModel(setup);
    return opened.report;
  },

  async analyseClip(file, task, onBatch): Promise<ClipSummary | ClipRefusal> {
    try {
      const clip = await openClip(file, { name: task.name, slowMotionFactor: task.slowMotionFactor });
      try {
        return await follow(file, clip.facts, clip.frames, task, onBatch);
      } finally {
        clip.close();
      }
    } catch (error) {
      if (error instanceof ClipError) return { refused: error.problem, message: error.message };
      throw error;
    } finally {
      cancelled.delete(task.run);
    }
  },

  async analyseFrames(file, facts, port, task, onBatch) {
    try {
      return await follow(file, facts, borrowFrames(port), task, onBatch);
    } finally {
      cancelled.delete(task.run);
    }
  },

  cancel(run) {
    cancelled.add(run);
  },

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

async function follow(
  file: Blob,
  facts: ClipFacts,
  framesOf: Clip['frames'],
  { run, runner, resume }: ClipTask,
  onBatch: ReceiveBatch,
): Promise<ClipSummary> {
  if (opened === null) throw new Error('A clip came before prepare.');
  const warnings: string[] = [];
  const frames = framesOf({
    ...(resume && { fromS: resume.afterS }),
    onWarning: (sentence) => warnings.push(sentence),
  });
  const reader = new FrameReader(facts.width, facts.height);
  const room = new RoomWatcher(facts.startS, facts.durationS);
  const lastFrameS = await followFrames(
    resume === null ? frames : after(frames, resume.afterS),
    reader,
    {
      tracker: new RunnerTracker(opened.model, runner, resume?.region ?? null),
      pelvis: new PelvisWatcher(),
      room,
      first: resume === null ? new FirstLook(facts.startS) : null,
    },
    {
      startS: facts.startS,
      durationS: facts.durationS,
      isCancelled: () => cancelled.has(run),
      onBatch: (batch) =>
        onBatch(Comlink.transfer(batch, [batch.timeS.buffer, batch.rows.buffer, batch.pelvis.buffer])),
    },
  );
  return { facts, sha256: await hashFile(file), lastFrameS, cameraRoll: room.roll(reader), warnings };
}

/** Leaves out frames that a run before this one has finished. */
async function* after(frames: AsyncIterable<TimedFrame>, timeS: number): AsyncGenerator<TimedFrame> {
  for await (const frame of frames) {
    if (frame.timeS > timeS) yield frame;
    else frame.image.close();
  }
}

Comlink.expose(worker);
