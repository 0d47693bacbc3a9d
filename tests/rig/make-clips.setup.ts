import { makeClips } from '../truth/clips';

/** Vitest calls this once before the browser starts. Without ffmpeg only the tests that need its clips fail. */
export default function setup(): void {
  try {
    makeClips();
  } catch (error) {
    console.error('The test clips could not be made; they need ffmpeg (apt-get install ffmpeg).', error);
  }
}
