import { describe, expect, it } from 'vitest';
import { BlobFile } from '../../../src/exchange/blob-file';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('a file in pieces', () => {
  it('takes writes at its end and over what is there', async () => {
    const file = new BlobFile();
    const writer = file.writable.getWriter();
    await writer.write({ type: 'write', position: 0, data: bytes(1, 2, 3, 4) });
    await writer.write({ type: 'write', position: 4, data: bytes(5, 6) });
    await writer.write({ type: 'write', position: 1, data: bytes(20, 30) });
    await writer.write({ type: 'write', position: 5, data: bytes(60, 7) });
    const whole = file.whole('video/mp4');
    expect(whole.type).toBe('video/mp4');
    expect([...new Uint8Array(await whole.arrayBuffer())]).toEqual([1, 20, 30, 4, 5, 60, 7]);
  });

  it('does not take a write beyond its end', async () => {
    const writer = new BlobFile().writable.getWriter();
    await expect(writer.write({ type: 'write', position: 3, data: bytes(1) })).rejects.toThrow(RangeError);
  });
});
