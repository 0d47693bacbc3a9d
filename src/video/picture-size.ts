/**
 * Watches the size of the picture in a stream, frame by frame: a phone that is turned changes it in mid-recording, and no
 * container keeps two sizes in a way that every reader follows. What a track says of its own settings comes late, or never.
 */
export class PictureSize {
  readonly #video = document.createElement('video');

  constructor(stream: MediaStream, onChange: () => void) {
    const video = this.#video;
    let size = '';
    video.onresize = () => {
      const now = `${video.videoWidth} × ${video.videoHeight}`;
      if (size !== '' && now !== size) onChange();
      size = now;
    };
    video.muted = true;
    video.playsInline = true;
    video.srcObject = stream;
    // A browser that does not play it cannot tell; the recording goes on without.
    video.play().catch(() => undefined);
  }

  close(): void {
    this.#video.onresize = null;
    this.#video.pause();
    this.#video.srcObject = null;
  }
}
