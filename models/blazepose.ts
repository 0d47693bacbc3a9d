import type { OutputPlan } from './convert';

/** The npm package that ships the models. Its licence is Apache-2.0 (package.json and the model cards). */
export const SOURCE_PACKAGE = '@mediapipe/pose';

/** Models by the name that the app asks for. */
export type ModelName = 'detector' | 'lite' | 'full' | 'heavy';

export interface ModelPlan {
  name: ModelName;
  /** Within the package. */
  sourceFile: string;
  outputs: OutputPlan;
}

/**
 * What pose-detection asks the landmark model for (blazepose_tfjs/detector.ts), in the order of the TFLite file:
 * landmarks [1, 195] in pixels of the 256 × 256 crop, presence [1, 1], segmentation [1, 256, 256, 1], heat maps
 * [1, 64, 64, 39], world landmarks [1, 117] in metres.
 */
const LANDMARKS: OutputPlan = {
  names: ['ld_3d', 'output_poseflag', 'activation_segmentation', 'activation_heatmap', 'world_3d'],
};

export const MODELS: readonly ModelPlan[] = [
  {
    name: 'detector',
    // Despite its name this file is the TFLite detector itself.
    sourceFile: 'pose_solution_packed_assets.data',
    // pose-detection splits one tensor [1, 2254, 13] into scores [.., 1] and boxes [.., 12]
    // (shared/calculators/split_detection_result.ts); the file has boxes first, then scores.
    outputs: { joined: 'detections', order: [1, 0] },
  },
  { name: 'lite', sourceFile: 'pose_landmark_lite.tflite', outputs: LANDMARKS },
  { name: 'full', sourceFile: 'pose_landmark_full.tflite', outputs: LANDMARKS },
  { name: 'heavy', sourceFile: 'pose_landmark_heavy.tflite', outputs: LANDMARKS },
];
