import { env, getBackend } from '@tensorflow/tfjs-core';

/**
 * Can the active tfjs backend hold angles? WebGL on float16-only GPUs (older phones) rounds 720 px to the nearest half
 * pixel, which is worth degrees: there the caller falls back to WASM or CPU.
 */
export function backendHoldsFloat32(): boolean {
  return getBackend() !== 'webgl' || env().getBool('WEBGL_RENDER_FLOAT32_CAPABLE');
}
