import { readClip, type ReadOptions } from './read-clip';

/** Reads a clip off the main thread, where the app does it. */
self.onmessage = ({ data }: MessageEvent<{ name: string; options: ReadOptions }>) => {
  readClip(data.name, data.options).then(
    (result) => {
      self.postMessage({ result });
    },
    (error: unknown) => {
      self.postMessage({ error: error instanceof Error ? error.message : String(error) });
    },
  );
};
