import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { FIELD_DATA, fieldPath, SKIPPED } from '../rig/field-data';
import { measured } from '../rig/measured';
import type { AnalysisFile } from '../rig/run-command';

type Side = 'left' | 'right';
const SIDES: readonly Side[] = ['left', 'right'];

interface Truth {
  contacts: Record<Side, { initialContactS: number; toeOffS: number }[]>;
  /** `px`: each joint's x and y in the picture. */
  frames: {
    px: Record<string, [number, number]>;
    timeS: number;
    imageTrunkLeanDeg: number | null;
    imageHipLineDeg: number | null;
  }[];
}

function truthOf(clip: string): Truth {
  return JSON.parse(readFileSync(fieldPath(`rendered/${clip}.truth.json`), 'utf8')) as Truth;
}

const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** From the head to the lower ankle, plus what lies above and below them: 1.1 times that. */
function bodyHeightPx({ px }: Truth['frames'][number]): number {
  const ankleY = Math.max(px['left_ankle']?.[1] ?? NaN, px['right_ankle']?.[1] ?? NaN);
  return 1.1 * (ankleY - (px['head']?.[1] ?? NaN));
}

/** Median distance of the joints from where they truly are, as a share of body height. */
function jointError({ frames }: Truth, { landmarks }: AnalysisFile['track']): number {
  const errors = frames.flatMap(({ px }, frame) =>
    Object.entries(px).flatMap(([joint, [x, y]]) => {
      const found = landmarks[joint];
      const [foundX, foundY] = [found?.x[frame] ?? NaN, found?.y[frame] ?? NaN];
      return Number.isNaN(foundX) ? [] : [Math.hypot(foundX - x, foundY - y)];
    }),
  );
  return median(errors) / median(frames.map(bodyHeightPx));
}

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

/** Every clip that is looked at here. */
const CLIPS = [
  'front-band-drop6',
  'rear-band-drop6',
  'rear-dark-drop6',
  'rear-plain-drop8',
  'side-left-lean4',
  'side-left-upright-minus3',
  'side-right-lean12',
] as const;

describe.skipIf(!FIELD_DATA)(`from pixels to numbers, on rendered runners${SKIPPED}`, () => {
  const analyses = new Map<string, AnalysisFile>();
  const analysisOf = (clip: (typeof CLIPS)[number]) => analyses.get(clip)!;

  beforeAll(async () => {
    for (const clip of CLIPS)
      analyses.set(clip, (await measured(fieldPath(`rendered/${clip}.mp4`))).analysis);
  });

  it.each(['side-left-lean4', 'side-right-lean12', 'rear-band-drop6', 'front-band-drop6'] as const)(
    'puts the joints of %s where they are: median error under 3.5 percent of body height',
    (clip) => {
      const error = jointError(truthOf(clip), analysisOf(clip).track);
      console.info(`${clip}: median joint error ${(100 * error).toFixed(2)} % of body height`);
      expect(error).toBeLessThan(0.035);
    },
  );

  it.each(['side-left-lean4', 'side-left-upright-minus3', 'side-right-lean12'] as const)(
    '%s: trunk lean of each stride within 2°, contacts within 20 ms (median), on the right feet',
    (clip) => {
      const [truth, analysis] = [truthOf(clip), analysisOf(clip)];
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
  ] as const)('%s: the pelvic line follows the %s', (clip, method, limit) => {
    const [truth, analysis] = [truthOf(clip), analysisOf(clip)];
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

  it('rear-dark-drop6: nothing to follow is said, never guessed from the hip points', () => {
    const analysis = analysisOf('rear-dark-drop6');
    expect(analysis.pelvicLine.method).toBe('none');
    expect(analysis.metrics['pelvicDropPeakDeg']?.unavailable).toMatch(
      /tuck the shirt in or stick two dots on/,
    );
    expect(analysis.pelvicLine.hipLineDeg.some((tilt) => tilt !== null)).toBe(true);
  });
});
