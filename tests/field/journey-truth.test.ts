import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FIELD_DATA, fieldPath, SKIPPED } from './field-data';
import { type AnalysisFile, analyseToJson } from './run-command';

type Side = 'left' | 'right';
const SIDES: readonly Side[] = ['left', 'right'];

interface Truth {
  contacts: Record<Side, { initialContactS: number; toeOffS: number }[]>;
  frames: { timeS: number; imageTrunkLeanDeg: number | null; imageHipLineDeg: number | null }[];
}

function truthOf(clip: string): Truth {
  return JSON.parse(readFileSync(fieldPath(`rendered/${clip}.truth.json`), 'utf8')) as Truth;
}

const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** How far each true contact is from the nearest found one of that foot, in seconds. */
function contactErrorsS({ contacts }: Truth, found: AnalysisFile['contacts']): number[] {
  return SIDES.flatMap((side) =>
    contacts[side].map(({ initialContactS }) =>
      Math.min(
        ...found
          .filter((one) => one.side === side)
          .map((one) => Math.abs(one.initialContactS - initialContactS)),
      ),
    ),
  );
}

/** Slope, correlation and root mean square error of the measured tilt against the truth. */
function tiltAgreement({ frames }: Truth, tilt: (number | null)[]) {
  const pairs = frames.flatMap(({ imageHipLineDeg }, frame) => {
    const measured = tilt[frame];
    return imageHipLineDeg === null || measured === null || measured === undefined
      ? []
      : [[imageHipLineDeg, measured] as const];
  });
  const [mx, my] = [meanOf(pairs.map(([x]) => x)), meanOf(pairs.map(([, y]) => y))];
  const sum = (of: (x: number, y: number) => number) =>
    pairs.reduce((total, [x, y]) => total + of(x - mx, y - my), 0);
  const [xx, xy, yy] = [sum((x) => x * x), sum((x, y) => x * y), sum((_, y) => y * y)];
  return {
    seen: pairs.length / frames.length,
    slope: xy / xx,
    r: xy / Math.sqrt(xx * yy),
    rmseDeg: Math.sqrt(meanOf(pairs.map(([x, y]) => (x - y) ** 2))),
  };
}

/** Largest true drop of each stance that lies wholly in the clip, mean of one side. */
function truePeakDeg({ contacts, frames }: Truth, side: Side): number {
  const sign = side === 'left' ? -1 : 1;
  const inside = contacts[side].filter(
    ({ initialContactS, toeOffS }) => initialContactS > 0 && toeOffS < (frames.at(-1)?.timeS ?? 0),
  );
  return meanOf(
    inside.map(({ initialContactS, toeOffS }) =>
      Math.max(
        ...frames
          .filter(({ timeS }) => timeS >= initialContactS && timeS <= toeOffS)
          .map(({ imageHipLineDeg }) => sign * (imageHipLineDeg ?? NaN)),
      ),
    ),
  );
}

describe.skipIf(!FIELD_DATA)(`from pixels to numbers, on rendered runners${SKIPPED}`, () => {
  it.each([['side-left-lean4'], ['side-left-upright-minus3'], ['side-right-lean12']])(
    '%s: trunk lean of each stride within 2°, contacts within 20 ms (median), on the right feet',
    async (clip) => {
      const [truth, analysis] = [truthOf(clip), await analyseToJson(fieldPath(`rendered/${clip}.mp4`))];
      const errorsDeg = analysis.strides.map(({ startS, endS, values }) => {
        const inside = truth.frames.filter(({ timeS }) => timeS >= startS && timeS < endS);
        return (
          (values['trunkLeanMeanDeg'] ?? NaN) -
          meanOf(inside.map(({ imageTrunkLeanDeg }) => imageTrunkLeanDeg ?? NaN))
        );
      });
      const errorsS = contactErrorsS(truth, analysis.contacts);
      console.info(
        `${clip}: lean ${meanOf(errorsDeg).toFixed(2)}° off on average, contacts ${(1000 * median(errorsS)).toFixed(1)} ms off (median)`,
      );
      expect(Math.max(...errorsDeg.map(Math.abs))).toBeLessThan(2);
      expect(median(errorsS)).toBeLessThan(0.02);
      expect(Math.max(...errorsS)).toBeLessThan(0.1); // none missed, none on the other foot
    },
  );

  it.each([
    ['rear-plain-drop8', 'hem', { r: 0.99, rmseDeg: 0.8, peakDeg: 0.6 }],
    ['front-band-drop6', 'waistband', { r: 0.985, rmseDeg: 0.8, peakDeg: 0.6 }],
  ] as const)('%s: the pelvic line follows the %s', async (clip, method, limit) => {
    const [truth, analysis] = [truthOf(clip), await analyseToJson(fieldPath(`rendered/${clip}.mp4`))];
    const { slope, r, rmseDeg, seen } = tiltAgreement(truth, analysis.pelvicLine.tiltDeg);
    console.info(`${clip}: slope ${slope.toFixed(3)}, r ${r.toFixed(4)}, RMSE ${rmseDeg.toFixed(2)}°`);
    expect(analysis.pelvicLine.method).toBe(method);
    expect(seen).toBeGreaterThan(0.9);
    expect(Math.abs(slope - 1)).toBeLessThan(0.1);
    expect(r).toBeGreaterThan(limit.r);
    expect(rmseDeg).toBeLessThan(limit.rmseDeg);
    for (const side of SIDES) {
      const measured = analysis.metrics['pelvicDropPeakDeg']?.[side]?.mean ?? NaN;
      expect(Math.abs(measured - truePeakDeg(truth, side)), side).toBeLessThan(limit.peakDeg);
    }
    expect(Math.max(...contactErrorsS(truth, analysis.contacts))).toBeLessThan(0.1);
  });

  it('rear-dark-drop6: nothing to follow is said, never guessed from the hip points', async () => {
    const analysis = await analyseToJson(fieldPath('rendered/rear-dark-drop6.mp4'));
    expect(analysis.pelvicLine.method).toBe('none');
    expect(analysis.metrics['pelvicDropPeakDeg']?.unavailable).toMatch(
      /tuck the shirt in or stick two dots on/,
    );
    expect(analysis.pelvicLine.hipLineDeg.some((tilt) => tilt !== null)).toBe(true);
  });
});
