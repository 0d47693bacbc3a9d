import * as constants from '@tensorflow-models/pose-detection/dist/blazepose_tfjs/constants';
import { createSsdAnchors } from '@tensorflow-models/pose-detection/dist/shared/calculators/create_ssd_anchors';
import { detectorResult } from '@tensorflow-models/pose-detection/dist/shared/calculators/detector_result';
import type { Keypoint } from '@tensorflow-models/pose-detection/dist/shared/calculators/interfaces/common_interfaces';
import type {
  AnchorTensor,
  Detection,
} from '@tensorflow-models/pose-detection/dist/shared/calculators/interfaces/shape_interfaces';
import { nonMaxSuppression } from '@tensorflow-models/pose-detection/dist/shared/calculators/non_max_suppression';
import { refineLandmarksFromHeatmap } from '@tensorflow-models/pose-detection/dist/shared/calculators/refine_landmarks_from_heatmap';
import { tensorsToDetections } from '@tensorflow-models/pose-detection/dist/shared/calculators/tensors_to_detections';
import { tensorsToLandmarks } from '@tensorflow-models/pose-detection/dist/shared/calculators/tensors_to_landmarks';
import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import type { ModelSize } from '../src/pose/contract';

/** Side of the square that the person detector looks at, and its value range. */
export const DETECTOR_INPUT = { size: 224, low: -1, high: 1 };
/** Side of the square that the landmark model looks at, and its value range. */
export const LANDMARK_INPUT = { size: 256, low: 0, high: 1 };

/** People kept after overlapping boxes are merged. *(judgement: a treadmill clip rarely shows more)* */
const MOST_PEOPLE = 8;
/** Outputs in the order in which the calculators want them; segmentation is never asked for, so it is never computed. */
const LANDMARK_OUTPUTS = ['ld_3d', 'output_poseflag', 'activation_heatmap'];

/** What the landmark model saw in one square, on the square's own 0–1 scale. */
export interface SquareLandmarks {
  /** The 33 body landmarks. */
  body: Keypoint[];
  /** Two further points (hip centre, a point on the circle round the body) that say where to look next. */
  alignment: Keypoint[];
  /** 0–1: is there a person in the square at all. */
  score: number;
}

/**
 * The two BlazePose networks on the active tfjs backend, read with pose-detection's own calculators.
 * No smoothing: it is causal and biased (SCIENCE.md §4.1).
 */
export class PoseModel {
  readonly #detector: GraphModel;
  readonly #landmarks: GraphModel;
  readonly #anchors: AnchorTensor;

  private constructor(detector: GraphModel, landmarks: GraphModel) {
    this.#detector = detector;
    this.#landmarks = landmarks;
    const anchors = createSsdAnchors(constants.BLAZEPOSE_DETECTOR_ANCHOR_CONFIGURATION);
    this.#anchors = {
      x: tf.tensor1d(anchors.map((anchor) => anchor.xCenter)),
      y: tf.tensor1d(anchors.map((anchor) => anchor.yCenter)),
      w: tf.tensor1d(anchors.map((anchor) => anchor.width)),
      h: tf.tensor1d(anchors.map((anchor) => anchor.height)),
    };
  }

  /** `onPiece`: called for every piece of it that comes. */
  static async load(size: ModelSize, modelsUrl: string, onPiece: () => void): Promise<PoseModel> {
    const load = (name: string) =>
      loadGraphModel(new URL(`${name}/model.json`, modelsUrl).href, { fetchFunc: fetchTelling(onPiece) });
    const [detector, landmarks] = await Promise.all([load('detector'), load(size)]);
    return new PoseModel(detector, landmarks);
  }

  /** People in a square picture ([224·224·3], −1…1), best score first; places on the square's 0–1 scale. */
  async detect(pixels: Float32Array): Promise<Detection[]> {
    const input = tf.tensor4d(pixels, [1, DETECTOR_INPUT.size, DETECTOR_INPUT.size, 3]);
    const output = this.#detector.execute(input);
    if (Array.isArray(output))
      throw new Error('The person detector has one output; the prepared model has several.');
    const { boxes, logits } = tf.tidy(() => detectorResult(tf.reshape(output, [1, 2254, 13])));
    const found = await tensorsToDetections(
      [logits, boxes],
      this.#anchors,
      constants.BLAZEPOSE_TENSORS_TO_DETECTION_CONFIGURATION,
    );
    tf.dispose([input, output, boxes, logits]);
    const { minSuppressionThreshold } = constants.BLAZEPOSE_DETECTOR_NON_MAX_SUPPRESSION_CONFIGURATION;
    return found.length === 0
      ? []
      : nonMaxSuppression(found, MOST_PEOPLE, minSuppressionThreshold, 'intersection-over-union');
  }

  /** Landmarks of the person in a square picture ([256·256·3], 0…1); null where the model sees none. */
  async landmarks(pixels: Float32Array): Promise<SquareLandmarks | null> {
    const input = tf.tensor4d(pixels, [1, LANDMARK_INPUT.size, LANDMARK_INPUT.size, 3]);
    const outputs = this.execute(input);
    try {
      const [landmarks, flag, heatmap] = outputs as [tf.Tensor, tf.Tensor, tf.Tensor4D];
      const score = (await flag.data())[0] ?? 0;
      if (!(score >= constants.BLAZEPOSE_POSE_PRESENCE_SCORE)) return null;
      const rough = await tensorsToLandmarks(landmarks, constants.BLAZEPOSE_TENSORS_TO_LANDMARKS_CONFIG);
      const fine = await refineLandmarksFromHeatmap(
        rough,
        heatmap,
        constants.BLAZEPOSE_REFINE_LANDMARKS_FROM_HEATMAP_CONFIG,
      );
      return {
        body: fine.slice(0, constants.BLAZEPOSE_NUM_KEYPOINTS),
        alignment: fine.slice(constants.BLAZEPOSE_NUM_KEYPOINTS, constants.BLAZEPOSE_NUM_AUXILIARY_KEYPOINTS),
        score,
      };
    } finally {
      tf.dispose([input, outputs]);
    }
  }

  /** The bare network: one [1,256,256,3] tensor in, landmarks, person flag and heat map out. */
  execute(input: tf.Tensor4D): tf.Tensor[] {
    const outputs = this.#landmarks.execute(input, LANDMARK_OUTPUTS);
    return Array.isArray(outputs) ? outputs : [outputs];
  }

  dispose(): void {
    this.#detector.dispose();
    this.#landmarks.dispose();
    tf.dispose([this.#anchors.x, this.#anchors.y, this.#anchors.w, this.#anchors.h]);
  }
}

function fetchTelling(onPiece: () => void): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const pieces = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform: (piece, out) => {
        onPiece();
        out.enqueue(piece);
      },
    });
    return new Response(response.body?.pipeThrough(pieces) ?? null, response);
  };
}
