import { Color, Vector3 } from 'three';
import type { Triple } from './solid';

/** Linear red, green, blue. */
export type Light = [number, number, number];

/** Where the sun (a large window, behind the runner's left shoulder) is, and the faint light from the front. */
export const SUN = new Vector3(3, 3.6, -1.7).normalize();
const FILL = new Vector3(2.5, 1.6, 2.5).normalize();
const SUNLIGHT: Triple = [0.82, 0.77, 0.69];
const FILL_LIGHT: Triple = [0.13, 0.145, 0.165];
const FROM_ABOVE: Triple = [0.66, 0.66, 0.66];
const FROM_BELOW: Triple = [0.36, 0.335, 0.31];

/** Light on a surface that looks along (x, y, z) from everywhere but the sun. */
export function ambient(x: number, y: number, z: number): Light {
  const fill = Math.max(0, x * FILL.x + y * FILL.y + z * FILL.z);
  const up = (y + 1) / 2;
  return [0, 1, 2].map(
    (k) => FROM_BELOW[k]! + up * (FROM_ABOVE[k]! - FROM_BELOW[k]!) + fill * FILL_LIGHT[k]!,
  ) as Light;
}

/** Sunlight on a surface that looks along (x, y, z), when nothing is in the way. */
export function sunlight(x: number, y: number, z: number): Light {
  const facing = Math.max(0, x * SUN.x + y * SUN.y + z * SUN.z);
  return [SUNLIGHT[0] * facing, SUNLIGHT[1] * facing, SUNLIGHT[2] * facing];
}

const STEPS = 4095;
const TO_BYTE = Uint8Array.from({ length: STEPS + 1 }, (_, k) => {
  const grey = new Color().setRGB(k / STEPS, k / STEPS, k / STEPS).convertLinearToSRGB();
  return Math.round(255 * grey.r);
});

/** Linear light 0–1 as a picture's byte (sRGB). */
export function toByte(light: number): number {
  return TO_BYTE[Math.min(STEPS, Math.max(0, Math.round(light * STEPS)))]!;
}
