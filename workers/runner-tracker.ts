import * as constants from '@tensorflow-models/pose-detection/dist/blazepose_tfjs/constants';
import { calculateAlignmentPointsRects } from '@tensorflow-models/pose-detection/dist/shared/calculators/calculate_alignment_points_rects';
import { calculateLandmarkProjection } from '@tensorflow-models/pose-detection/dist/shared/calculators/calculate_landmark_projection';
import type { Keypoint } from '@tensorflow-models/pose-detection/dist/shared/calculators/interfaces/common_interfaces';
import type { Detection } from '@tensorflow-models/pose-detection/dist/shared/calculators/interfaces/shape_interfaces';
import { landmarksToDetection } from '@tensorflow-models/pose-detection/dist/shared/calculators/landmarks_to_detection';
import { transformNormalizedRect } from '@tensorflow-models/pose-detection/dist/shared/calculators/transform_rect';
import { ROW_LENGTH, ROW_STRIDE, type RunnerChoice, type RunnerRegion } from '../src/pose/contract';
import type { FrameReader } from './frame-reader';
import { DETECTOR_INPUT, LANDMARK_INPUT, type PoseModel } from './pose-model';

/** pose-detection's calculators scale by the image size; with a unit size they work in pixels. */
const PIXELS = { width: 1, height: 1 };
/** The first alignment point is the hip centre, the second lies straight above it for an upright person. */
const UPRIGHT = {
  rotationVectorStartKeypointIndex: 0,
  rotationVectorEndKeypointIndex: 1,
  rotationVectorTargetAngleDegree: 90,
};
/** A person this many region widths away from where the runner was lost is someone else. *(judgement)* */
const SAME_RUNNER_WIDTHS = 0.5;

/**
 * Follows one runner through the frames: detects people where nobody is followed yet, then looks only at the square
 * that the last frame's landmarks point to. `region` is all it remembers, so a run can go on from it elsewhere.
 */
export class RunnerTracker {
  readonly #model: PoseModel;
  readonly #choice: RunnerChoice;
  readonly #detectorPixels = new Float32Array(DETECTOR_INPUT.size ** 2 * 3);
  readonly #landmarkPixels = new Float32Array(LANDMARK_INPUT.size ** 2 * 3);
  /** Where to look next; null = nobody found yet, or lost. */
  region: RunnerRegion | null;
  #lastSeen: RunnerRegion | null;

  constructor(model: PoseModel, choice: RunnerChoice, region: RunnerRegion | null) {
    this.#model = model;
    this.#choice = choice;
    this.region = region;
    this.#lastSeen = region;
  }

  /** Writes the runner's landmarks into `row` [ROW_LENGTH]; NaN and confidence 0 where the runner is not seen. */
  async follow(frame: FrameReader, row: Float32Array): Promise<void> {
    const tracked = this.region !== null && (await this.#look(frame, this.region, row));
    if (tracked) return;
    const found = await this.#find(frame);
    if (found !== null && (await this.#look(frame, found, row))) return;
    this.region = null;
    for (let k = 0; k < ROW_LENGTH; k++) row[k] = k % ROW_STRIDE === ROW_STRIDE - 1 ? 0 : NaN;
  }

  async #look(frame: FrameReader, region: RunnerRegion, row: Float32Array): Promise<boolean> {
    const { size, low, high } = LANDMARK_INPUT;
    await frame.sample(region, size, low, high, this.#landmarkPixels);
    const seen = await this.#model.landmarks(this.#landmarkPixels);
    if (seen === null) return false;
    writeRow(calculateLandmarkProjection(seen.body, region), row);
    const alignment = landmarksToDetection(calculateLandmarkProjection(seen.alignment, region));
    this.region = this.#lastSeen = regionOf(alignment);
    return true;
  }

  /** Looks for people in the whole picture and picks the one to follow. */
  async #find(frame: FrameReader): Promise<RunnerRegion | null> {
    const { size, low, high } = DETECTOR_INPUT;
    const side = Math.max(frame.width, frame.height);
    const whole = {
      xCenter: frame.width / 2,
      yCenter: frame.height / 2,
      width: side,
      height: side,
      rotation: 0,
    };
    await frame.sample(whole, size, low, high, this.#detectorPixels);
    const people = (await this.#model.detect(this.#detectorPixels)).map((person) => {
      const keypoints = person.locationData.relativeKeypoints ?? [];
      const inPixels = keypoints.map(({ x, y }) => ({
        x: whole.xCenter + (x - 0.5) * side,
        y: whole.yCenter + (y - 0.5) * side,
      }));
      return regionOf({ ...person, locationData: { relativeKeypoints: inPixels } });
    });
    return this.#pick(people, frame);
  }

  #pick(people: RunnerRegion[], frame: FrameReader): RunnerRegion | null {
    const last = this.#lastSeen;
    if (last !== null)
      return nearest(people, { x: last.xCenter, y: last.yCenter }, last.width * SAME_RUNNER_WIDTHS);
    if (this.#choice !== 'largest') return nearest(people, this.#choice, Infinity);
    const middle = frame.width / 2;
    const prominence = (person: RunnerRegion) =>
      person.width * (1 - 0.5 * Math.min(1, Math.abs(person.xCenter - middle) / middle));
    return people.reduce<RunnerRegion | null>(
      (best, person) => (best === null || prominence(person) > prominence(best) ? person : best),
      null,
    );
  }
}

/** The square round a person, from two alignment points in pixels. */
function regionOf(detection: Detection): RunnerRegion {
  const raw = calculateAlignmentPointsRects(detection, PIXELS, UPRIGHT);
  const { xCenter, yCenter, width, height, rotation } = transformNormalizedRect(
    raw,
    PIXELS,
    constants.BLAZEPOSE_DETECTOR_RECT_TRANSFORMATION_CONFIG,
  );
  return { xCenter, yCenter, width, height, rotation: rotation ?? 0 };
}

function nearest(
  people: RunnerRegion[],
  point: { x: number; y: number },
  within: number,
): RunnerRegion | null {
  let best: RunnerRegion | null = null;
  let bestDistance = within;
  for (const person of people) {
    const distance = Math.hypot(person.xCenter - point.x, person.yCenter - point.y);
    if (distance <= bestDistance) [best, bestDistance] = [person, distance];
  }
  return best;
}

function writeRow(landmarks: Keypoint[], row: Float32Array): void {
  landmarks.forEach(({ x, y, z, score }, k) => {
    row.set([x, y, z ?? NaN, score ?? 0], k * ROW_STRIDE);
  });
}
