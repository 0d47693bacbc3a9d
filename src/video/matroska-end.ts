/**
 * [Note: Cut-off Matroska] A recording that broke off (a browser, a camera or OBS that was killed) ends inside a block. The
 * demuxer then gives nothing of the whole cluster, which is seconds. So the broken block is cut away before it looks. Only
 * clusters that do not know their length are written while they are recorded. RFC 8794, RFC 9559.
 */

const CLUSTER = 0x1f43b675;
/** What a cluster may hold: Timestamp, SilentTracks, Position, PrevSize, SimpleBlock, BlockGroup, EncryptedBlock, Void, CRC-32. */
const CLUSTER_CHILDREN = [0xe7, 0x5854, 0xa7, 0xab, 0xa3, 0xa0, 0xaf, 0xec, 0xbf];
/** What a cluster begins with, so that its name inside a picture's bytes is not taken for one. */
const FIRST_CHILDREN = [0xe7, 0xbf, 0xa7, 0xab];
/** The end of the file is looked through in steps of this. */
const STEP_BYTES = 4 * 2 ** 20;
/** A longer cluster is left as it is: half a minute at the highest rate that cameras here record at. */
const MOST_BYTES = 96 * 2 ** 20;

/** The file without the block that its end cuts through; a file that is whole is given as it is. */
export async function withoutBrokenBlock(file: Blob): Promise<Blob> {
  const { size } = file;
  for (let length = Math.min(STEP_BYTES, size); ; length = Math.min(2 * length, size)) {
    const from = size - length;
    const bytes = new Uint8Array(await file.slice(from).arrayBuffer());
    const cluster = lastCluster(bytes);
    if (cluster !== null) return mended(file, from, bytes, cluster);
    if (length === size || length >= MOST_BYTES) return file;
  }
}

interface Element {
  id: number;
  /** Where its contents are, in bytes. */
  from: number;
  /** null = it does not say. */
  to: number | null;
}

function mended(file: Blob, at: number, bytes: Uint8Array, cluster: Element): Blob {
  if (cluster.to !== null) return file;
  let end = cluster.from;
  while (end < bytes.length) {
    const child = elementAt(bytes, end);
    if (child !== null && !CLUSTER_CHILDREN.includes(child.id)) return file; // what comes after the cluster
    if (child?.to == null || child.to > bytes.length) break;
    end = child.to;
  }
  return end === bytes.length ? file : file.slice(0, at + end, file.type);
}

function lastCluster(bytes: Uint8Array): Element | null {
  for (let at = bytes.lastIndexOf(CLUSTER >>> 24); at >= 0; at = bytes.lastIndexOf(CLUSTER >>> 24, at - 1)) {
    const element = elementAt(bytes, at);
    if (element?.id === CLUSTER && FIRST_CHILDREN.includes(bytes[element.from] ?? 0)) return element;
    if (at === 0) break;
  }
  return null;
}

/** null where its head is cut off. */
function elementAt(bytes: Uint8Array, at: number): Element | null {
  const idLength = lengthOf(bytes[at]);
  const sizeAt = at + idLength;
  const sizeLength = lengthOf(bytes[sizeAt]);
  const from = sizeAt + sizeLength;
  if (idLength > 4 || sizeLength > 8 || from > bytes.length) return null;
  const id = numberOf(bytes.subarray(at, sizeAt));
  const size = bytes.slice(sizeAt, from);
  size[0]! &= 0xff >> sizeLength;
  const isUnknown = size.every((byte, k) => byte === (k === 0 ? 0xff >> sizeLength : 0xff));
  return { id, from, to: isUnknown ? null : from + numberOf(size) };
}

/** The leading zero bits of the first byte say how many bytes follow; 9 and more are none. */
function lengthOf(first: number | undefined): number {
  return first === undefined ? 9 : Math.clz32(first) - 23;
}

function numberOf(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => 256 * sum + byte, 0);
}
