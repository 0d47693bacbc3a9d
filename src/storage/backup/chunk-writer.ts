import { BlobParts } from './blob-parts';
import { CHUNK_BYTES, newSeal, type Seal } from './seal';

/** Takes bytes of any lengths and gives a sealed file; holds a chunk at a time. */
export class ChunkWriter {
  readonly #seal: Seal;
  readonly #file = new BlobParts();
  readonly #chunk = new Uint8Array(CHUNK_BYTES);
  #filled = 0;
  #index = 0;

  static async start(passphrase: string | null): Promise<ChunkWriter> {
    const { header, seal } = await newSeal(passphrase);
    const writer = new ChunkWriter(seal);
    writer.#file.add(header);
    return writer;
  }

  private constructor(seal: Seal) {
    this.#seal = seal;
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) {
      // A full chunk is sealed only when more comes: until then it may be the last.
      if (this.#filled === CHUNK_BYTES) await this.#close(false);
      const piece = bytes.subarray(at, at + CHUNK_BYTES - this.#filled);
      this.#chunk.set(piece, this.#filled);
      this.#filled += piece.length;
      at += piece.length;
    }
  }

  async finish(): Promise<Blob> {
    await this.#close(true);
    return this.#file.build('application/octet-stream');
  }

  async #close(last: boolean): Promise<void> {
    this.#file.add(await this.#seal.close(this.#chunk.slice(0, this.#filled), this.#index, last));
    this.#filled = 0;
    this.#index++;
  }
}
