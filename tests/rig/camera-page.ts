/** What camera.test runs inside a page: the camera and its client, without the screen around them. */
import { CameraClient } from '../../src/pose/camera-client';
import { listCameras, openCamera } from '../../src/video/camera';
import { watchCamera } from '../../src/video/camera-watch';

declare global {
  interface Window {
    cameraPage: typeof cameraPage;
  }
}

const choice = { deviceId: null, facing: 'environment', heightPx: 720 } as const;

/** Opens the camera and closes it again. Gives what it was, or the sentence that says why there is none. */
async function open(deviceId: string | null) {
  try {
    const camera = await openCamera({ ...choice, deviceId });
    const { inForce, mirrored, notice, track } = camera;
    camera.close();
    return { inForce, mirrored, notice, readyState: track.readyState };
  } catch (error) {
    return String(error);
  }
}

/** Follows the camera for so many frames, then stops. */
async function follow(count: number) {
  const camera = await openCamera(choice);
  const client = new CameraClient({
    model: 'lite',
    backend: 'wasm',
    modelsUrl: new URL('/models/', location.href).href,
  });
  const frames: { timeS: number; latencyMs: number; confidence: number; width: number; height: number }[] =
    [];
  const troubles: string[] = [];
  let enough: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (enough = resolve));
  const run = client.start(
    { track: camera.track, framesPerS: camera.inForce.framesPerS },
    {
      onFrame: ({ timeS, rows, capturedAtMs, width, height }) => {
        const latencyMs = performance.timeOrigin + performance.now() - capturedAtMs;
        frames.push({ timeS: timeS[0] ?? NaN, latencyMs, confidence: rows[3] ?? NaN, width, height });
        if (frames.length === count) enough();
      },
      onTrouble: ({ sentence }) => troubles.push(sentence),
    },
  );
  await done;
  const tally = await run.stop();
  client.close();
  camera.close();
  return { frames, troubles, tally };
}

/** What is told of a camera that ends, sleeps and wakes. */
async function news() {
  const camera = await openCamera(choice);
  const told: string[] = [];
  const stop = watchCamera(camera, ({ what, sentence }) => told.push(`${what}: ${sentence}`));
  for (const event of ['mute', 'unmute', 'ended']) camera.track.dispatchEvent(new Event(event));
  while (told.length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
  stop();
  camera.track.dispatchEvent(new Event('mute'));
  camera.close();
  return told;
}

const cameraPage = { open, follow, news, list: listCameras };
window.cameraPage = cameraPage;
