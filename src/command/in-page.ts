/** The half of `npm run analyse` that runs inside the browser page: the app's own code, without its screens. */
import { recordingOf } from '../analysis/record-clip';
import type { BackendName, ModelSize } from '../pose/contract';
import { PoseClient } from '../pose/pose-client';

export async function tryRun(file: File, model: ModelSize, backend: BackendName | 'auto') {
  const client = new PoseClient({ model, backend, modelsUrl: new URL('models/', document.baseURI).href });
  const followed = await client.follow(file, { name: file.name, runner: 'largest', slowMotionFactor: 1 });
  const recording = recordingOf(followed, model);
  return {
    prepared: followed.prepared,
    source: recording.source,
    timing: recording.timing,
    warnings: followed.warnings,
    hip: Array.from(recording.track.landmarks.left_hip.x.slice(0, 10)),
    conf: Array.from(recording.track.landmarks.left_hip.confidence.slice(0, 10)),
  };
}
