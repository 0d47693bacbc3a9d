import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LiveCamera } from '../../../src/state/live-camera.svelte';
import { LiveSettings } from '../../../src/state/live-settings.svelte';

beforeEach(() => {
  localStorage.clear();
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** What the browser tells of one camera. */
function plugged(label: string): MediaDeviceInfo {
  const told = { deviceId: label, groupId: '', kind: 'videoinput' as const, label };
  return { ...told, toJSON: () => told };
}

it('lists a camera that is plugged in while the page stands, and none after it was left', async () => {
  const camera = new LiveCamera('/models/', { onFrame: () => undefined, onLost: () => undefined });
  const told = vi.spyOn(navigator.mediaDevices, 'enumerateDevices').mockResolvedValue([plugged('webcam')]);
  const change = () => {
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    return new Promise((resolve) => setTimeout(resolve));
  };
  await change();
  flushSync();
  expect(camera.devices).toEqual([{ deviceId: 'webcam', label: 'webcam' }]);
  camera.close();
  await change();
  expect(told).toHaveBeenCalledOnce();
});

it('remembers the device that was chosen, and takes nothing else for one', () => {
  new LiveSettings().change({ deviceId: 'webcam' });
  expect(new LiveSettings().now.deviceId).toBe('webcam');
  localStorage.setItem('plumbline-live', '{"deviceId": 7}');
  expect(new LiveSettings().now.deviceId).toBeNull();
});
