import { calculateLandmarkProjection } from '@tensorflow-models/pose-detection/dist/shared/calculators/calculate_landmark_projection';
import type { Keypoint } from '@tensorflow-models/pose-detection/dist/shared/calculators/interfaces/common_interfaces';
import { landmarksToDetection } from '@tensorflow-models/pose-detection/dist/shared/calculators/landmarks_to_detection';
import {
  ROW_LENGTH,
  ROW_STRIDE,
  type RunnerChoice,
  type RunnerRegion,
  type TrackerState,
} from '../src/pose/contract';
import type { Pixels } from '../src/units';
import { NOBODY_SEEN, seenAt } from '../src/pose/tracker-state';
import type { FrameReader } from './frame-reader';
import { PeopleFinder, regionOf, square, wholePicture } from './people';
import { LANDMARK_INPUT, type PoseModel } from './pose-model';

/** A person this many region widths away from where the runner was lost is someone else. *(judgement)* */
const SAME_RUNNER_WIDTHS = 0.5;
/** After so many frames without her, the runner may come back anywhere: a second at 30 frames/s. *(judgement)* */
const MOST_MISSED_FRAMES = 30;
/** A second look, where the runner was lost, takes in this many region widths. *(judgement)* */
const CLOSER_LOOK_WIDTHS = 1.5;

/**
 * [Note: Steps of the square] Where the runner is looked for next comes in steps: a move of the square by a single pixel moves
 * the network's landmarks by several, so two trackers that start apart would stay apart for ever. In steps they meet, within
 * 1–8 frames on the field clips (twice as fine: 1–11), and are the same to the last bit from there on: a clip can be followed
 * in stretches side by side and be what one pass gives (src/pose/seams.ts). Steps of the middle, per width of the square …
 */
const STEPS_PER_WIDTH = 32;
/** … of the size, per doubling (4.4 % each) … */
const STEPS_PER_DOUBLING = 16;
/** … and of the turn, radians (2.5°). */
const TURN_STEP = Math.PI / 72;

/**
 * Follows one runner through the frames: detects people where nobody is followed yet, then looks only at the square
 * that the last frame's landmarks point to. `state` is all it remembers, so a run can go on from it elsewhere.
 */
export class RunnerTracker {
  readonly #model: PoseModel;
  readonly #choice: RunnerChoice;
  readonly #people: PeopleFinder;
  readonly #landmarkPixels = new Float32Array(LANDMARK_INPUT.size ** 2 * 3);
  #state: TrackerState;

  constructor(model: PoseModel, choice: RunnerChoice, state: TrackerState = NOBODY_SEEN) {
    this.#model = model;
    this.#people = new PeopleFinder(model);
    this.#choice = choice;
    this.#state = state;
  }

  /** From the same state, the same frames give the same landmarks. */
  get state(): TrackerState {
    return this.#state;
  }

  /** Writes the runner's landmarks into `row` [ROW_LENGTH]; NaN and confidence 0 where the runner is not seen. */
  async follow(frame: FrameReader, row: Float32Array): Promise<void> {
    const { region, lastSeen, missedFrames } = this.#state;
    if (region !== null && (await this.#look(frame, region, row))) return;
    const found = await this.#find(frame);
    if (found !== null && (await this.#look(frame, found, row))) return;
    this.#state =
      lastSeen === null || missedFrames >= MOST_MISSED_FRAMES
        ? NOBODY_SEEN
        : { region: null, lastSeen, missedFrames: missedFrames + 1 };
    for (let k = 0; k < ROW_LENGTH; k++) row[k] = k % ROW_STRIDE === ROW_STRIDE - 1 ? 0 : NaN;
  }

  async #look(frame: FrameReader, region: RunnerRegion, row: Float32Array): Promise<boolean> {
    const { size, low, high } = LANDMARK_INPUT;
    await frame.sample(region, size, low, high, this.#landmarkPixels);
    const seen = await this.#model.landmarks(this.#landmarkPixels);
    if (seen === null) return false;
    writeRow(calculateLandmarkProjection(seen.body, region), row);
    const alignment = landmarksToDetection(calculateLandmarkProjection(seen.alignment, region));
    this.#state = seenAt(inSteps(regionOf(alignment)));
    return true;
  }

  /** Looks for the one to follow: where she was lost or was pointed at, and in the whole picture. */
  async #find(frame: FrameReader): Promise<RunnerRegion | null> {
    const whole = wholePicture(frame);
    const last = this.#state.lastSeen;
    if (last !== null) {
      const within = last.width * SAME_RUNNER_WIDTHS;
      const closer = square(last.xCenter, last.yCenter, last.width * CLOSER_LOOK_WIDTHS);
      return (
        nearest(await this.#people.inSquare(frame, whole), last, within) ??
        nearest(await this.#people.inSquare(frame, closer), last, within)
      );
    }
    const people = await this.#people.inSquare(frame, whole);
    if (this.#choice === 'largest') return mostProminent(people, whole);
    const { x, y, withinPx = Infinity } = this.#choice;
    // The detector sees small people only when they fill more of its picture.
    const closer = square(x, y, whole.width / 2);
    const all = [...people, ...(await this.#people.inSquare(frame, closer))];
    return nearest(all, { xCenter: x, yCenter: y }, withinPx);
  }
}

function mostProminent(people: RunnerRegion[], whole: RunnerRegion): RunnerRegion | null {
  const prominence = ({ xCenter, width }: RunnerRegion) =>
    width * (1 - Math.min(1, Math.abs(xCenter - whole.xCenter) / whole.width));
  return people.reduce<RunnerRegion | null>(
    (best, person) => (best === null || prominence(person) > prominence(best) ? person : best),
    null,
  );
}

/** See [Note: Steps of the square]. */
function inSteps({ xCenter, yCenter, width, rotation }: RunnerRegion): RunnerRegion {
  const side = 2 ** (Math.round(Math.log2(width) * STEPS_PER_DOUBLING) / STEPS_PER_DOUBLING);
  const step = side / STEPS_PER_WIDTH;
  return {
    xCenter: Math.round(xCenter / step) * step,
    yCenter: Math.round(yCenter / step) * step,
    width: side,
    height: side,
    rotation: Math.round(rotation / TURN_STEP) * TURN_STEP,
  };
}

function nearest(
  people: RunnerRegion[],
  point: { xCenter: Pixels; yCenter: Pixels },
  within: Pixels,
): RunnerRegion | null {
  let best: RunnerRegion | null = null;
  let bestDistance = within;
  for (const person of people) {
    const distance = Math.hypot(person.xCenter - point.xCenter, person.yCenter - point.yCenter);
    if (distance <= bestDistance) [best, bestDistance] = [person, distance];
  }
  return best;
}

function writeRow(landmarks: Keypoint[], row: Float32Array): void {
  landmarks.forEach(({ x, y, z, score }, k) => {
    row.set([x, y, z ?? NaN, score ?? 0], k * ROW_STRIDE);
  });
}
