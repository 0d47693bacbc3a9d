import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';

/** The graphics card dropped the context; numbers read after that would be wrong. */
export class GpuLost extends Error {
  override name = 'GpuLost';
  constructor() {
    super('The graphics card stopped working in the middle of the clip.');
  }
}

/**
 * Runs work on the active backend, and rejects with GpuLost once the graphics card drops our context: tfjs itself would
 * wait for its answer for ever, or read zeros.
 */
export async function unlessGpuIsLost<T>(work: () => Promise<T>): Promise<T> {
  const backend = tf.backend();
  if (!(backend instanceof MathBackendWebGL)) return work();
  const { gl } = backend.gpgpu;
  const watch = new AbortController();
  const lost = new Promise<never>((_, reject) => {
    gl.canvas.addEventListener(
      'webglcontextlost',
      () => {
        reject(new GpuLost());
      },
      { signal: watch.signal },
    );
  });
  try {
    if (gl.isContextLost()) throw new GpuLost();
    const result = await Promise.race([work(), lost]);
    if (gl.isContextLost()) throw new GpuLost();
    return result;
  } finally {
    watch.abort();
  }
}
