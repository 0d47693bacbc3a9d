import type { StreamTargetChunk } from 'mediabunny';

/** Pieces kept as blobs, which browsers move to the disk: the memory in use does not grow with the file. */
const PIECE_TYPE = 'application/octet-stream';

/** A file that is written piece by piece, out of order where a header is filled in last, and is nothing until it is whole. */
export class BlobFile {
  #file = new Blob();

  /** Where mediabunny's StreamTarget writes to. */
  readonly writable = new WritableStream<StreamTargetChunk>({
    write: ({ data, position }) => {
      this.#write(data, position);
    },
  });

  whole(type: string): Blob {
    return this.#file.slice(0, this.#file.size, type);
  }

  #write(data: Uint8Array<ArrayBuffer>, position: number): void {
    const file = this.#file;
    if (position > file.size) throw new RangeError(`A gap before byte ${position} of ${file.size}.`);
    const before = file.slice(0, position);
    const after = file.slice(position + data.length);
    this.#file = new Blob([before, data, after], { type: PIECE_TYPE });
  }
}
