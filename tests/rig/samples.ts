import { CURVE_NODES } from '../../src/core/stride-nodes';
import { seededRandom } from '../../src/core/seeded-random';
import { LANDMARK_NAMES } from '../../src/pose/landmarks';
import { emptyPoseTrack, type PoseTrack } from '../../src/pose/pose-track';

/** Numbers with mean 0 and SD 1 (Irwin–Hall of 12), seeded. */
export function seededNormal(seed: number): () => number {
  const random = seededRandom(seed);
  return () => {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += random();
    return sum;
  };
}

/** Landmarks scattered over a 1280 × 720 picture, at even times, nothing missing. */
export function scatteredTrack(frames: number, seed: number, fps = 60): PoseTrack {
  const random = seededRandom(seed);
  const track = emptyPoseTrack(frames);
  for (let t = 0; t < frames; t++) {
    track.timeS[t] = t / fps;
    for (const name of LANDMARK_NAMES) {
      track.landmarks[name].x[t] = random() * 1280;
      track.landmarks[name].y[t] = random() * 720;
    }
  }
  return track;
}

/** Curves [strides × 101]: a sine of amplitude 10, each stride with its own smooth deviation of SD about 1. */
export function noisyCurves(strides: number, seed: number, bump = 0): Float32Array {
  const normal = seededNormal(seed);
  const curves = new Float32Array(strides * CURVE_NODES);
  for (let stride = 0; stride < strides; stride++) {
    const [offset, tilt] = [normal() * 0.7, normal() * 0.7];
    for (let node = 0; node < CURVE_NODES; node++) {
      const phase = (2 * Math.PI * node) / 100;
      const local = bump * Math.exp(-(((node - 30) / 8) ** 2));
      curves[stride * CURVE_NODES + node] = 10 * Math.sin(phase) + offset + tilt * Math.cos(phase) + local;
    }
  }
  return curves;
}
