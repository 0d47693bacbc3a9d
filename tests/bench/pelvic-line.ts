import { sampleCrop, regionMap } from '../../src/core/crop';
import { followPelvicLine } from '../../src/core/pelvic-line';
import { PELVIC_ROW_LENGTH, PelvisReader } from '../../src/core/pelvic-line-evidence';
import { PATCH_SIZE, pelvisRegion, samplePelvis } from '../../src/core/pelvic-line-region';
import { BLUE_WHITE_BLACK, paint, placesOf, readClip, runner, UPRIGHT } from '../truth/pelvic-scene';

const FRAMES = 300;

function medianMs(work: () => void, times = FRAMES): number {
  const costs = Array.from({ length: times }, () => {
    const startedAt = performance.now();
    work();
    return performance.now() - startedAt;
  });
  return costs.sort((a, b) => a - b)[times >> 1]!;
}

/** Prints what the pelvic line costs per frame, beside the crop that the pose model needs of the same frame. */
export function benchPelvicLine(): void {
  const planes = paint(BLUE_WHITE_BLACK);
  const region = pelvisRegion(placesOf(BLUE_WHITE_BLACK))!;
  const patch = new Float32Array(PATCH_SIZE ** 2 * 3);
  const row = new Float32Array(PELVIC_ROW_LENGTH);
  const reader = new PelvisReader();
  const poseInput = new Float32Array(256 * 256 * 3);
  const whole = regionMap({ xCenter: 120, yCenter: 160, width: 240, height: 240, rotation: 0.05 }, 256);
  const cropMs = medianMs(() => {
    sampleCrop(planes, whole, 256, 0, 1, poseInput);
  });
  const sampleMs = medianMs(() => {
    samplePelvis(planes, UPRIGHT, region, patch);
  });
  const readMs = medianMs(() => {
    reader.read(patch, region, row);
  });
  const evidence = readClip(runner(BLUE_WHITE_BLACK, 6, { frames: 150, fps: 60 }), 60);
  const followMs = medianMs(() => followPelvicLine(evidence, { facing: 'rear', cameraRollDeg: 0 }), 5) / 150;
  const ratio = ((sampleMs + readMs) / cropMs).toFixed(1);
  console.log(`pelvic line, per frame: patch ${sampleMs.toFixed(2)} ms, evidence ${readMs.toFixed(2)} ms`);
  console.log(
    `  = ${ratio} × the pose model's crop (${cropMs.toFixed(2)} ms); following ${followMs.toFixed(2)} ms`,
  );
}
