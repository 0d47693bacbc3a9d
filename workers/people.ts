import * as constants from '@tensorflow-models/pose-detection/dist/blazepose_tfjs/constants';
import { calculateAlignmentPointsRects } from '@tensorflow-models/pose-detection/dist/shared/calculators/calculate_alignment_points_rects';
import { calculateLandmarkProjection } from '@tensorflow-models/pose-detection/dist/shared/calculators/calculate_landmark_projection';
import type { Detection } from '@tensorflow-models/pose-detection/dist/shared/calculators/interfaces/shape_interfaces';
import { transformNormalizedRect } from '@tensorflow-models/pose-detection/dist/shared/calculators/transform_rect';
import type { RunnerRegion } from '../src/pose/contract';
import type { Pixels } from '../src/units';
import type { FrameReader } from './frame-reader';
import { DETECTOR_INPUT, type PoseModel } from './pose-model';

/** pose-detection's calculators scale by the image size; with a unit size they work in pixels. */
const PIXELS = { width: 1, height: 1 };
/** The first alignment point is the hip centre, the second lies straight above it for an upright person. */
const UPRIGHT = {
  rotationVectorStartKeypointIndex: 0,
  rotationVectorEndKeypointIndex: 1,
  rotationVectorTargetAngleDegree: 90,
};

/** Finds people in a square of the picture. */
export class PeopleFinder {
  readonly #model: PoseModel;
  readonly #pixels = new Float32Array(DETECTOR_INPUT.size ** 2 * 3);

  constructor(model: PoseModel) {
    this.#model = model;
  }

  /** The squares round all whom the detector sees, the surest first. */
  async inSquare(frame: FrameReader, looked: RunnerRegion): Promise<RunnerRegion[]> {
    const { size, low, high } = DETECTOR_INPUT;
    await frame.sample(looked, size, low, high, this.#pixels);
    const people = await this.#model.detect(this.#pixels);
    return people.map((person) => {
      const points = person.locationData.relativeKeypoints ?? [];
      const relativeKeypoints = calculateLandmarkProjection(points, looked);
      return regionOf({ ...person, locationData: { relativeKeypoints } });
    });
  }
}

export function wholePicture({ width, height }: FrameReader): RunnerRegion {
  return square(width / 2, height / 2, Math.max(width, height));
}

export function square(xCenter: Pixels, yCenter: Pixels, side: Pixels): RunnerRegion {
  return { xCenter, yCenter, width: side, height: side, rotation: 0 };
}

/** The square round a person, from two alignment points in pixels. */
export function regionOf(detection: Detection): RunnerRegion {
  const raw = calculateAlignmentPointsRects(detection, PIXELS, UPRIGHT);
  const { xCenter, yCenter, width, height, rotation } = transformNormalizedRect(
    raw,
    PIXELS,
    constants.BLAZEPOSE_DETECTOR_RECT_TRANSFORMATION_CONFIG,
  );
  return { xCenter, yCenter, width, height, rotation: rotation ?? 0 };
}
