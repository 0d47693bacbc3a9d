import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainWasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import type { BackendName } from '../src/pose/contract';

/** A GPU played by the processor: 15 times slower than WASM (DESIGN.md), and it takes seconds to find that out. */
const SOFTWARE_RENDERER = /swiftshader|llvmpipe|softpipe|basic render|software/i;

/**
 * Tells tfjs where its WASM files are; before the first backend starts. The build with threads is never taken: it starts eight
 * nested workers that made the page hang, and gained nothing (DESIGN.md); clips are divided among workers instead.
 */
export function setUpWasm(): void {
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plainWasmUrl,
    'tfjs-backend-wasm-simd.wasm': simdWasmUrl,
    // Never asked for, but tfjs wants all three named.
    'tfjs-backend-wasm-threaded-simd.wasm': simdWasmUrl,
  });
}

/** Makes a backend the active one; false where it does not start, or holds only 16 bits (some phones): too coarse for angles. */
export async function startBackend(backend: BackendName): Promise<boolean> {
  try {
    if (!(await tf.setBackend(backend))) return false;
  } catch {
    return false;
  }
  return backend !== 'webgl' || tf.env().getBool('WEBGL_RENDER_FLOAT32_CAPABLE');
}

/** Why a backend is not worth a trial here, in words; null = it is. */
export async function unfitness(backend: BackendName): Promise<string | null> {
  if (backend === 'webgl') {
    const context = new OffscreenCanvas(1, 1).getContext('webgl2');
    if (context === null) return 'no WebGL 2 in this browser';
    const named = context.getExtension('WEBGL_debug_renderer_info');
    const renderer = String(context.getParameter(named?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER));
    context.getExtension('WEBGL_lose_context')?.loseContext();
    return SOFTWARE_RENDERER.test(renderer) ? `software graphics (${renderer})` : null;
  }
  if (backend === 'webgpu') {
    const adapter = 'gpu' in navigator ? await navigator.gpu.requestAdapter() : null;
    if (adapter === null) return 'no WebGPU in this browser';
    return adapter.info.isFallbackAdapter ? 'software graphics' : null;
  }
  return null;
}
