/** Stands in for `@mediapipe/pose`, whose script would fetch files at run time; only the package's models are used. */
export const Pose = undefined;
