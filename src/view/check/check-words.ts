import type { CheckId, Verdict } from '../../analysis/check-clip';

/** What a point of the check list is called. */
export const POINT_TITLES: Readonly<Record<CheckId, string>> = {
  view: 'View',
  runner: 'Runner',
  pelvis: 'Pelvis',
  roll: 'Camera roll',
  frameRate: 'Frame rate',
  slowMotion: 'Speed of the clip',
  length: 'Length',
  size: 'Size of the runner',
  feet: 'Feet',
  light: 'Light',
  blur: 'Sharpness',
};

const VERDICTS: Readonly<Record<Verdict, string>> = {
  good: 'good',
  limits: 'limits this number',
  spoils: 'spoils it',
};

/** What a verdict is called; it is never told by colour alone. */
export function verdictWords(verdict: Verdict | null): string {
  return verdict === null ? 'not known yet' : VERDICTS[verdict];
}
