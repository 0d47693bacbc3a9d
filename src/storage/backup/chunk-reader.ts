import { BackupError } from './backup-error';
import { readHeader } from './header';
import { CHUNK_BYTES, type Seal, sealOf } from './seal';

/** Reads what ChunkWriter wrote, each chunk only after its seal is found whole. Throws BackupError. */
export class ChunkReader {
  readonly #file: Blob;
  readonly #seal: Seal;
  #at: number;
  #index = 0;
  #chunk: Uint8Array<ArrayBuffer> = new Uint8Array();

  static async start(file: Blob, passphrase: string | null): Promise<ChunkReader> {
    const { bytes, lock } = await readHeader(file);
    return new ChunkReader(file, await sealOf(bytes, lock, passphrase), bytes.length);
  }

  private constructor(file: Blob, seal: Seal, at: number) {
    this.#file = file;
    this.#seal = seal;
    this.#at = at;
  }

  /** Share of the file that was read, 0–1. */
  get done(): number {
    return this.#at / this.#file.size;
  }

  /** The next bytes, `count` of them or as many as the chunk in hand still has; at least one. */
  async some(count: number): Promise<Uint8Array<ArrayBuffer>> {
    if (this.#chunk.length === 0) await this.#next();
    const bytes = this.#chunk.subarray(0, count);
    this.#chunk = this.#chunk.subarray(bytes.length);
    return bytes;
  }

  /** The next `count` bytes, in memory of their own. Each is there before room is made for more: lengths may be lies. */
  async exactly(count: number): Promise<Uint8Array<ArrayBuffer>> {
    if (count > this.#file.size) throw new BackupError('damaged');
    const bytes = new Uint8Array(count);
    for (let at = 0; at < count;) {
      const piece = await this.some(count - at);
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  }

  /** Throws unless all was read. */
  mustBeAtEnd(): void {
    if (this.#chunk.length > 0 || this.#at < this.#file.size) throw new BackupError('damaged');
  }

  async #next(): Promise<void> {
    const end = Math.min(this.#at + CHUNK_BYTES + this.#seal.overhead, this.#file.size);
    const closed = new Uint8Array(await this.#file.slice(this.#at, end).arrayBuffer());
    const plain =
      closed.length > this.#seal.overhead
        ? await this.#seal.open(closed, this.#index, end === this.#file.size)
        : null;
    if (plain === null) throw new BackupError('damaged');
    this.#chunk = plain;
    this.#at = end;
    this.#index++;
  }
}
