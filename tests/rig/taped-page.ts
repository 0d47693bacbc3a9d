/** What take-recovered runs inside the app's page: records with the app's own tape, into the app's own store. */
import { Library } from '../../src/state/library.svelte';
import { Tape } from '../../src/state/tape.svelte';
import { openStore } from '../../src/storage/store';

declare global {
  interface Window {
    /** Begins to film a clip that plays; `stop` ends the take. */
    film: (clip: string) => Promise<{ stop: () => Promise<unknown> }>;
  }
}

window.film = async (clip) => {
  const video = document.createElement('video');
  [video.src, video.muted, video.loop] = [clip, true, true];
  await video.play();
  const { stream, started } = filmed(video);
  await started;
  const tape = new Tape(new Library(() => openStore()));
  if (!tape.record(stream, { viewHint: 'left' })) throw new Error(tape.problem ?? '');
  return { stop: () => tape.stop() };
};

/** Drawn on a canvas, so that the size is there from the first frame on. */
function filmed(video: HTMLVideoElement) {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
  const context = canvas.getContext('2d');
  const started = new Promise<void>((resolve) => {
    const draw = () => {
      context?.drawImage(video, 0, 0);
      resolve();
      video.requestVideoFrameCallback(draw);
    };
    video.requestVideoFrameCallback(draw);
  });
  return { stream: canvas.captureStream(), started };
}
