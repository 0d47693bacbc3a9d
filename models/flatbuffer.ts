import { TfliteError } from './tflite-error';

/**
 * Reads FlatBuffers tables by field id, checking every offset against the file's end.
 *
 * Layout (little-endian): a table starts with a signed offset back to its vtable; the vtable is u16 size, u16 table
 * size, then one u16 per field id, 0 where the field is absent. Strings, vectors and sub-tables are u32 offsets from
 * where they stand. Source: the FlatBuffers internals page, https://flatbuffers.dev/internals/.
 */
export class FlatBuffer {
  readonly #view: DataView;

  constructor(
    readonly file: string,
    readonly bytes: Uint8Array,
  ) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The root table. Throws where the four-letter file identifier differs. */
  root(identifier: string): FlatTable {
    const place = 'the header';
    this.check(0, 8, place);
    const found = String.fromCharCode(...this.bytes.subarray(4, 8));
    if (found !== identifier) {
      throw this.error(place, 4, `expected the file identifier "${identifier}", found ${quoteBytes(found)}`);
    }
    return this.table(this.u32(0, place), place);
  }

  table(position: number, place: string): FlatTable {
    const vtable = position - this.i32(position, place);
    const vtableSize = this.u16(vtable, place);
    this.check(vtable, vtableSize, place);
    const tableSize = this.u16(vtable + 2, place);
    this.check(position, tableSize, place);
    if (vtableSize < 4 || tableSize < 4) throw this.error(place, vtable, 'this is no FlatBuffers table');
    return new FlatTable(this, position, vtable, vtableSize, place);
  }

  u8(position: number, place: string): number {
    this.check(position, 1, place);
    return this.#view.getUint8(position);
  }

  i8(position: number, place: string): number {
    this.check(position, 1, place);
    return this.#view.getInt8(position);
  }

  u16(position: number, place: string): number {
    this.check(position, 2, place);
    return this.#view.getUint16(position, true);
  }

  i32(position: number, place: string): number {
    this.check(position, 4, place);
    return this.#view.getInt32(position, true);
  }

  u32(position: number, place: string): number {
    this.check(position, 4, place);
    return this.#view.getUint32(position, true);
  }

  /** Start and length (in elements) of the vector that the offset at `position` points to. */
  vector(position: number, bytesPerElement: number, place: string): { start: number; length: number } {
    const start = position + this.u32(position, place);
    const length = this.u32(start, place);
    this.check(start + 4, length * bytesPerElement, place);
    return { start: start + 4, length };
  }

  check(position: number, byteCount: number, place: string): void {
    const end = position + byteCount;
    if (position < 0 || end > this.bytes.length) {
      const complaint = `${byteCount} bytes are expected here, but the file has ${this.bytes.length} bytes`;
      throw this.error(place, position, `${complaint}: it is cut short or not a TFLite file`);
    }
  }

  error(place: string, position: number, complaint: string): TfliteError {
    return new TfliteError(this.file, place, position, complaint);
  }
}

/** One table: fields by the id they have in the schema, with the schema's default where a field is absent. */
export class FlatTable {
  constructor(
    readonly buffer: FlatBuffer,
    /** Byte offset of the table in the file. */
    readonly position: number,
    private readonly vtable: number,
    private readonly vtableSize: number,
    readonly place: string,
  ) {}

  /** The same table under another name in error messages. */
  at(place: string): FlatTable {
    return new FlatTable(this.buffer, this.position, this.vtable, this.vtableSize, place);
  }

  error(complaint: string): TfliteError {
    return this.buffer.error(this.place, this.position, complaint);
  }

  i8(field: number, absent = 0): number {
    const position = this.#find(field);
    return position === null ? absent : this.buffer.i8(position, this.place);
  }

  u8(field: number, absent = 0): number {
    const position = this.#find(field);
    return position === null ? absent : this.buffer.u8(position, this.place);
  }

  i32(field: number, absent = 0): number {
    const position = this.#find(field);
    return position === null ? absent : this.buffer.i32(position, this.place);
  }

  u32(field: number, absent = 0): number {
    const position = this.#find(field);
    return position === null ? absent : this.buffer.u32(position, this.place);
  }

  bool(field: number): boolean {
    return this.u8(field) !== 0;
  }

  text(field: number): string {
    return new TextDecoder().decode(this.bytes(field));
  }

  /** A vector of bytes, as a view into the file; empty where absent. */
  bytes(field: number): Uint8Array {
    const found = this.#vector(field, 1);
    return this.buffer.bytes.subarray(found.start, found.start + found.length);
  }

  u16s(field: number): number[] {
    const { start, length } = this.#vector(field, 2);
    return Array.from({ length }, (_, i) => this.buffer.u16(start + 2 * i, this.place));
  }

  i32s(field: number): number[] {
    const { start, length } = this.#vector(field, 4);
    return Array.from({ length }, (_, i) => this.buffer.i32(start + 4 * i, this.place));
  }

  table(field: number): FlatTable | null {
    const position = this.#find(field);
    if (position === null) return null;
    return this.buffer.table(position + this.buffer.u32(position, this.place), this.place);
  }

  tables(field: number): FlatTable[] {
    const { start, length } = this.#vector(field, 4);
    return Array.from({ length }, (_, i) => {
      const position = start + 4 * i;
      return this.buffer.table(position + this.buffer.u32(position, this.place), this.place);
    });
  }

  #vector(field: number, bytesPerElement: number): { start: number; length: number } {
    const position = this.#find(field);
    return position === null
      ? { start: 0, length: 0 }
      : this.buffer.vector(position, bytesPerElement, this.place);
  }

  #find(field: number): number | null {
    const slot = 4 + 2 * field;
    if (slot + 2 > this.vtableSize) return null;
    const offset = this.buffer.u16(this.vtable + slot, this.place);
    return offset === 0 ? null : this.position + offset;
  }
}

/** Four bytes for a message: printable ones as text, others as hex (a JPEG starts ff d8). */
function quoteBytes(text: string): string {
  return /^[ -~]*$/.test(text)
    ? `"${text}"`
    : `the bytes ${Array.from(text, (c) => c.charCodeAt(0).toString(16).padStart(2, '0')).join(' ')}`;
}
