import { describe, expect, it } from 'vitest';
import { livePelvicLine } from '../../../src/analysis/live-pelvis';
import { PELVIC_ROW_LENGTH } from '../../../src/core/pelvic-line-evidence';
import { BLUE_WHITE_BLACK, readScene } from '../../truth/pelvic-scene';

describe('the line that is drawn while a clip is analysed', () => {
  it.each([-9, 0, 6])('is an edge of the belt, whose tilt is %d°', (tiltDeg) => {
    const line = livePelvicLine(readScene({ ...BLUE_WHITE_BLACK, tiltDeg }).rows);
    if (line === null) throw new Error('no line');
    expect((Math.atan(line.slope) * 180) / Math.PI).toBeCloseTo(tiltDeg, 0);
    // The belt is 8 px wide, its lower edge at 160.
    expect(line.y).toBeGreaterThan(149);
    expect(line.y).toBeLessThan(162);
    expect(line.torsoPx).toBeCloseTo(120, 0);
  });

  it('is none where the pelvis was not looked for', () => {
    expect(livePelvicLine(new Float32Array(PELVIC_ROW_LENGTH).fill(NaN))).toBeNull();
  });
});
