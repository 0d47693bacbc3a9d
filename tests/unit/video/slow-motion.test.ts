import { describe, expect, it } from 'vitest';
import { suggestSlowMotion } from '../../../src/video/slow-motion';

function tagged(captureFps: number | string) {
  if (typeof captureFps === 'string') return { raw: { 'com.android.capture.fps': captureFps } };
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, captureFps);
  return { raw: { 'com.android.capture.fps': bytes } };
}

describe('suggestSlowMotion', () => {
  it.each([
    [240, 30, 8],
    [239.2, 29.97, 8],
    [120, 30, 4],
    [960, 30, 32],
    [240, 240, 1],
    [29.9, 30, 1],
    [30, 60, 1],
  ])('captured at %f fps, played at %f: %i', (captured, played, factor) => {
    expect(suggestSlowMotion(tagged(captured), played)).toBe(factor);
    expect(suggestSlowMotion(tagged(String(captured)), played)).toBe(factor);
  });

  it('has nothing to say without the tag, without a rate, or when the tag is nonsense', () => {
    expect(suggestSlowMotion({}, 30)).toBeNull();
    expect(suggestSlowMotion(tagged(240), NaN)).toBeNull();
    expect(suggestSlowMotion(tagged(NaN), 30)).toBeNull();
    expect(suggestSlowMotion(tagged('fast'), 30)).toBeNull();
  });
});
