import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashFile } from '../../../src/video/hash-file';

describe('hashFile', () => {
  it.each([0, 1, 4 * 1024 * 1024, 9_000_001])('agrees with the reference for %i bytes', async (size) => {
    const bytes = randomBytes(size);
    const expected = createHash('sha256').update(bytes).digest('hex');
    expect(await hashFile(new Blob([bytes]))).toBe(expected);
  });

  it('reports progress up to 1, never back', async () => {
    const shares: number[] = [];
    await hashFile(new Blob([new Uint8Array(9_000_000)]), { onProgress: (share) => shares.push(share) });
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('stops when cancelled', async () => {
    const cancel = new AbortController();
    const onProgress = () => {
      cancel.abort();
    };
    const hash = hashFile(new Blob([new Uint8Array(9_000_000)]), { signal: cancel.signal, onProgress });
    await expect(hash).rejects.toMatchObject({ name: 'AbortError' });
  });
});
