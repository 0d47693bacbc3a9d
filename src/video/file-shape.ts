/** The outline of a file, read from box headers only: enough to say what a file is and whether its end is missing. */
export interface FileShape {
  kind: 'isobmff' | 'ebml' | 'avi' | 'asf' | 'mpeg' | 'photo' | 'unknown';
  /** The file ends before its own headers say it does. */
  cutShort: boolean;
  /** Where the index (`moov`) of an MP4 or MOV is, in bytes. Recorders write it last: a file cut short has none. */
  index: { from: number; to: number } | null;
}

/** Two packets of a transport stream, to see that it repeats (bytes). */
const HEAD = 400;
/** More top-level boxes than any real file has; fragmented files are the longest, with two or three a second. */
const MAX_BOXES = 100_000;

/** What an MP4 or MOV may begin with. */
const FIRST_BOXES = ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'styp'];

/** Reads the outline. Costs one small read per top-level box; rejects where the blob cannot be read. */
export async function readFileShape(file: Blob): Promise<FileShape> {
  const head = await bytesAt(file, 0, HEAD);
  const text = String.fromCharCode(...new Uint8Array(head.buffer, head.byteOffset, head.byteLength));
  const other = otherKind(text);
  if (other === 'unknown' && FIRST_BOXES.includes(text.slice(4, 8))) return boxes(file);
  if (text.startsWith('\x1a\x45\xdf\xa3')) {
    return { kind: 'ebml', cutShort: segmentEnd(head) > file.size, index: null };
  }
  return { kind: other, cutShort: false, index: null };
}

/** Whether the index describes a track under copy protection (sample entry `encv`, ISO 14496-12 §8.12). */
export async function isEncrypted(file: Blob, { index }: FileShape): Promise<boolean> {
  if (!index) return false;
  const bytes = new Uint8Array(await file.slice(index.from, index.to).arrayBuffer());
  for (let at = bytes.indexOf(0x65); at >= 0; at = bytes.indexOf(0x65, at + 1)) {
    if (bytes[at + 1] === 0x6e && bytes[at + 2] === 0x63 && bytes[at + 3] === 0x76) return true;
  }
  return false;
}

function otherKind(text: string): FileShape['kind'] {
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'AVI ') return 'avi';
  if (text.startsWith('\x30\x26\xb2\x75')) return 'asf';
  if (/^(\xff\xd8\xff|\x89PNG|GIF8|RIFF....WEBP|....ftyp(hei|mif1|msf1|avif))/s.test(text)) return 'photo';
  // A program stream begins with a pack header; a transport stream has a sync byte every 188 bytes (192 in .mts).
  const transport = (text[0] === 'G' && text[188] === 'G') || (text[4] === 'G' && text[196] === 'G');
  return transport || text.startsWith('\0\0\x01\xba') ? 'mpeg' : 'unknown';
}

async function boxes(file: Blob): Promise<FileShape> {
  let at = 0;
  let index: FileShape['index'] = null;
  for (let count = 0; at + 8 <= file.size && count < MAX_BOXES; count++) {
    const header = await bytesAt(file, at, 16);
    const type = header.getUint32(4);
    let size = header.getUint32(0);
    if (size === 1 && header.byteLength === 16) size = Number(header.getBigUint64(8));
    if (size === 0) size = file.size - at; // "to the end of the file"
    if (size < 8) break;
    if (type === 0x6d6f6f76 /* moov */ && at + size <= file.size) index = { from: at, to: at + size };
    at += size;
  }
  return { kind: 'isobmff', cutShort: at > file.size, index };
}

/** Where a Matroska file says it ends; 0 where it does not say (live recordings). */
function segmentEnd(head: DataView): number {
  if (head.byteLength < 16) return 0;
  const header = variableSize(head, 4);
  const segment = header.at + header.value;
  if (segment + 12 > head.byteLength || head.getUint32(segment) !== 0x18538067) return 0;
  const size = variableSize(head, segment + 4);
  return size.unknown ? 0 : size.at + size.value;
}

/** An EBML size: the leading zero bits of the first byte give the length; all ones mean "unknown". */
function variableSize(bytes: DataView, at: number): { value: number; at: number; unknown: boolean } {
  const first = bytes.getUint8(at);
  const length = Math.clz32(first) - 23;
  let value = first & (0xff >> length);
  let unknown = value === 0xff >> length;
  for (let i = 1; i < length; i++) {
    const byte = bytes.getUint8(at + i);
    unknown &&= byte === 0xff;
    value = value * 256 + byte;
  }
  return { value, at: at + length, unknown };
}

async function bytesAt(file: Blob, from: number, length: number): Promise<DataView> {
  return new DataView(await file.slice(from, from + length).arrayBuffer());
}
