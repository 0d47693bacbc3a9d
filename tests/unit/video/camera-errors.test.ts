import { afterEach, expect, it, vi } from 'vitest';
import { asCameraError, type CameraProblem } from '../../../src/video/camera-errors';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A browser in which the camera's permission stands like this; null = it does not tell. */
function permission(state: PermissionState | null): void {
  const query = () =>
    state === null ? Promise.reject(new TypeError('unknown name')) : Promise.resolve({ state });
  vi.stubGlobal('navigator', { permissions: { query } });
}

it.each<[string, PermissionState | null, CameraProblem, RegExp]>([
  ['NotAllowedError', 'prompt', 'dismissed', /closed without an answer.*choose “Allow”/],
  ['NotAllowedError', 'denied', 'blocked', /site settings/],
  ['NotAllowedError', 'granted', 'blocked', /system’s privacy settings/],
  ['NotAllowedError', null, 'blocked', /site settings/],
  ['SecurityError', 'prompt', 'blocked', /site settings/],
  ['NotFoundError', 'granted', 'noCamera', /Plug one in/],
  ['NotReadableError', 'granted', 'inUse', /another program may be using it/],
  ['AbortError', 'granted', 'inUse', /unplug the camera and plug it in again/],
  ['OverconstrainedError', 'granted', 'unfit', /another camera or another size/],
  ['TypeError', 'prompt', 'unsupported', /over https/],
  ['UnknownError', 'granted', 'failed', /Start again/],
])('%s with permission %s is “%s”, with a sentence', async (name, state, problem, sentence) => {
  permission(state);
  const error = await asCameraError(new DOMException('browser’s words', name));
  expect(error.problem).toBe(problem);
  expect(error.message).toMatch(sentence);
  expect(error.message).not.toContain('browser’s words');
});
