/** Reads a file of landmarks away from the page: an hour's takes seconds. */
import * as Comlink from 'comlink';
import { readTrackFile, type TrackFile, TrackFileError } from '../src/exchange/read-track';

const worker = {
  async read(file: File): Promise<TrackFile | { refused: string }> {
    try {
      return await readTrackFile(file);
    } catch (error) {
      if (error instanceof TrackFileError) return { refused: error.message };
      throw error;
    }
  },
};

export type TrackFileWorker = typeof worker;

Comlink.expose(worker);
