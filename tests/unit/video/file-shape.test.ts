import { describe, expect, it } from 'vitest';
import { isEncrypted, readFileShape } from '../../../src/video/file-shape';

function box(type: string, content: string | Uint8Array, size?: number): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(size ?? content.length + 8);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, typeof content === 'string' ? Buffer.from(content, 'latin1') : content]);
}
const file = (...parts: Uint8Array[]) => new Blob([Buffer.concat(parts)]);
const ftyp = box('ftyp', 'isom0000');

describe('readFileShape', () => {
  it('finds the index of an MP4 and its whole length', async () => {
    const shape = await readFileShape(file(ftyp, box('mdat', 'x'.repeat(100)), box('moov', 'index')));
    expect(shape).toEqual({ kind: 'isobmff', cutShort: false, index: { from: 124, to: 137 } });
  });

  it('sees that an MP4 was cut inside its pictures, before its index', async () => {
    const shape = await readFileShape(file(ftyp, box('mdat', 'x'.repeat(100), 5000)));
    expect(shape).toEqual({ kind: 'isobmff', cutShort: true, index: null });
  });

  it('does not take half an index for one', async () => {
    const shape = await readFileShape(file(ftyp, box('mdat', 'x'), box('moov', 'ind', 500)));
    expect(shape).toEqual({ kind: 'isobmff', cutShort: true, index: null });
  });

  it('reads 64-bit sizes and “to the end of the file”', async () => {
    const large = Buffer.alloc(16);
    large.writeBigUInt64BE(10_000_000_000n, 8);
    const mdat = Buffer.concat([box('mdat', '', 1), large.subarray(8)]);
    expect((await readFileShape(file(ftyp, box('moov', 'index'), mdat))).cutShort).toBe(true);
    expect((await readFileShape(file(ftyp, box('moov', 'index'), box('mdat', 'xyz', 0)))).cutShort).toBe(
      false,
    );
  });

  it.each([
    ['known, all there', [0x88], 8, false],
    ['known, cut', [0x90], 8, true],
    ['known in eight bytes, cut', [0x01, 0, 0, 0, 0, 0, 0x40, 0], 8, true],
    ['unknown, a live recording', [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], 8, false],
  ])('compares a Matroska segment with the file: %s', async (_, size, length, cutShort) => {
    const head = Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x84, 1, 2, 3, 4, 0x18, 0x53, 0x80, 0x67, ...size]);
    expect(await readFileShape(file(head, Buffer.alloc(length)))).toMatchObject({ kind: 'ebml', cutShort });
  });

  it.each([
    ['RIFF0000AVI LIST', 'avi'],
    ['\x30\x26\xb2\x75\x8e\x66\xcf\x11', 'asf'],
    ['\0\0\x01\xba____', 'mpeg'],
    [`G${'x'.repeat(187)}G`, 'mpeg'],
    [`0000G${'x'.repeat(191)}G`, 'mpeg'],
    ['GIF89a', 'photo'],
    ['\xff\xd8\xff\xe0', 'photo'],
    ['\0\0\0\x18ftypheic', 'photo'],
    ['This is no film.', 'unknown'],
    ['Gone', 'unknown'],
    ['\x1a\x45\xdf\xa3', 'ebml'],
    ['', 'unknown'],
  ])('names %j', async (text, kind) => {
    expect((await readFileShape(file(Buffer.from(text, 'latin1')))).kind).toBe(kind);
  });

  it('ends on boxes that make no sense', async () => {
    expect(await readFileShape(file(ftyp, box('free', 'x', 3)))).toMatchObject({ index: null });
  });
});

describe('isEncrypted', () => {
  it('looks for a protected track in the index only', async () => {
    for (const [index, mdat, expected] of [
      ['stsd eencv sinf', 'x', true],
      ['stsd avc1', 'encv', false],
    ] as const) {
      const clip = file(ftyp, box('mdat', mdat), box('moov', index));
      expect(await isEncrypted(clip, await readFileShape(clip))).toBe(expected);
    }
  });
});
