/** Bytes held before they are handed to the browser, which keeps large blobs on the disk. */
const FOLD_BYTES = 16 * 2 ** 20;

/** Grows a blob piece by piece with flat memory. */
export class BlobParts {
  readonly #folded: Blob[] = [];
  #pieces: Uint8Array<ArrayBuffer>[] = [];
  #bytes = 0;

  add(piece: Uint8Array<ArrayBuffer>): void {
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    if (this.#bytes >= FOLD_BYTES) this.#fold();
  }

  build(type: string): Blob {
    this.#fold();
    return new Blob(this.#folded, { type });
  }

  #fold(): void {
    this.#folded.push(new Blob(this.#pieces));
    this.#pieces = [];
    this.#bytes = 0;
  }
}
