/**
 * `npx tsx tests/truth/pipeline/make-recordings.ts`: draws the recordings that the pipeline's numbers are held by. They were made
 * once and are kept, for a better runner is no other pipeline: whoever makes others has to raise PIPELINE_VERSION too.
 */
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Recording } from '../../../src/analysis/recording';
import { NO_CORRECTIONS } from '../../../src/analysis/run-analysis';
import { NO_FACTS } from '../../../src/analysis/session';
import type { PelvicEvidence } from '../../../src/core/pelvic-line-evidence';
import type { CameraRoll } from '../../../src/core/camera-roll';
import { isSideView, type View, VIEWS } from '../../../src/gait/view';
import { toDegrees } from '../../../src/geometry';
import type { PoseTrack } from '../../../src/pose/pose-track';
import { ChunkWriter } from '../../../src/storage/backup/chunk-writer';
import { writeEntry } from '../../../src/storage/backup/entries';
import { headOf, packRecording } from '../../../src/storage/pack-recording';
import { SIDES } from '../../../src/units';
import { BLUE_WHITE_BLACK, readClip } from '../pelvic-scene';
import { seededRandom } from '../random';
import { recordingOf } from '../recording-of';
import { type RunnerOptions, syntheticRun } from '../synthetic-runner';
import { RECORDINGS } from './kept-recordings';

/** Twelve strides of each leg: enough that every number is told and findings are made. */
const CLIP = { fps: 60, durationS: 9, legPx: 200 };
/** Every finding is there. Left and right differ, so that an exchange of the two is another number. */
const RUNNER = {
  trunkLeanDeg: -5,
  pelvicDropDeg: { left: 11, right: 8 },
  sideLeanDeg: 12,
  contactAsymmetryS: 0.02,
};
/**
 * A model's jitter and a phone's clock; from the side, legs that are taken for one another too. From the left they are drawn together
 * as well, so that the gate of a leg withholds numbers; from the right every number of the side is told.
 */
const CAMERA = { noise: 0.004, timeJitter: 0.05, droppedPart: 0.01 };
const FROM_SIDE = { swappedPart: 0.03, hiddenPart: 0.01 };
const DRAWN_TOGETHER = 0.8;

const ROLLS: Record<View, CameraRoll> = {
  left: { known: true, rollDeg: 1.2, errorDeg: 0.3, convergence: null, from: 'verticals', lines: 5 },
  right: {
    known: true,
    rollDeg: -0.8,
    errorDeg: 0.5,
    convergence: null,
    from: 'a vertical and horizontals',
    lines: 3,
  },
  rear: { known: true, rollDeg: 0.7, errorDeg: 0.2, convergence: null, from: 'verticals', lines: 6 },
  front: { known: false, reason: 'Nothing upright stands still in the picture.' },
};

function made(view: View, k: number): Recording {
  const options: Partial<RunnerOptions> = { ...CLIP, ...RUNNER, view, seed: 100 + k };
  const filmed: Partial<RunnerOptions> = { ...options, ...CAMERA, ...(isSideView(view) ? FROM_SIDE : {}) };
  if (view === 'left') filmed.drawnTogether = DRAWN_TOGETHER;
  const { track } = syntheticRun(filmed);
  addArms(track, k);
  // The same run without what camera and model do to it: there the belt lies along the hips.
  const truth = syntheticRun({ ...filmed, noise: 0 });
  const pelvis = isSideView(view) ? null : { ...beltOf(truth.track, view), timeS: track.timeS };
  return { ...recordingOf(rounded(track)), cameraRoll: ROLLS[view], pelvis };
}

/** Wrists that swing about the shoulders, the right one further. */
function addArms({ timeS, landmarks }: PoseTrack, seed: number): void {
  const random = seededRandom(seed);
  for (const side of SIDES) {
    const [shoulder, wrist] = [landmarks[`${side}_shoulder`], landmarks[`${side}_wrist`]];
    const swing = side === 'left' ? 30 : -36;
    timeS.forEach((time, frame) => {
      const phase = 2 * Math.PI * time * (168 / 120);
      wrist.x[frame] = shoulder.x[frame]! + swing * Math.sin(phase) + random.normal();
      wrist.y[frame] = shoulder.y[frame]! + 70 + (swing / 2) * Math.cos(phase) + random.normal();
      wrist.z[frame] = shoulder.z[frame]!;
      wrist.confidence[frame] = 0.9;
    });
  }
}

/** What the pose worker would have seen of a belt. */
function beltOf({ landmarks }: PoseTrack, view: View): PelvicEvidence {
  const [inPictureLeft, inPictureRight] =
    view === 'rear' ? [landmarks.left_hip, landmarks.right_hip] : [landmarks.right_hip, landmarks.left_hip];
  const scenes = Array.from(inPictureLeft.x, (x, frame) => {
    const [across, down] = [inPictureRight.x[frame]! - x, inPictureRight.y[frame]! - inPictureLeft.y[frame]!];
    const bounce = (inPictureLeft.y[frame]! + inPictureRight.y[frame]!) / 2 - inPictureLeft.y[0]!;
    return { ...BLUE_WHITE_BLACK, tiltDeg: toDegrees(Math.atan2(down, across)), y: 160 + bounce };
  });
  return readClip(scenes, CLIP.fps);
}

/** To a sixteenth of a pixel, which a network does not know better, and packs better. */
function rounded(track: PoseTrack): PoseTrack {
  for (const { x, y, z } of Object.values(track.landmarks))
    for (const column of [x, y, z])
      column.forEach((value, frame) => (column[frame] = Math.round(16 * value) / 16));
  return track;
}

const recordings = VIEWS.map((view, k) => ({ view, recording: made(view, k) }));
const writer = await ChunkWriter.start(null);
await writeEntry(writer, {
  kind: 'session',
  record: {
    id: 'pipeline',
    runnerId: null,
    title: 'One recording per view',
    filmedAtMs: 0,
    createdAtMs: 0,
    changedAtMs: 0,
    facts: NO_FACTS,
    tags: [],
    takes: recordings.map(({ view, recording }) => ({
      id: view,
      ...headOf(recording),
      corrections: NO_CORRECTIONS,
      summary: null,
      clipBytes: null,
    })),
  },
});
for (const { view, recording } of recordings)
  await writeEntry(writer, { kind: 'recording', record: packRecording('pipeline', view, recording) });
writeFileSync(RECORDINGS, gzipSync(await (await writer.finish()).arrayBuffer()));
