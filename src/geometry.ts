import type { Degrees, Pixels } from './units';

const DEGREES_PER_RADIAN = 180 / Math.PI;

/** Radians to degrees. */
export function toDegrees(radians: number): Degrees {
  return radians * DEGREES_PER_RADIAN;
}

/** Degrees to radians. */
export function toRadians(degrees: Degrees): number {
  return degrees / DEGREES_PER_RADIAN;
}

/** A point of the upright picture: x grows right, y grows down, in pixels. */
export interface Point {
  x: Pixels;
  y: Pixels;
}

/**
 * Angle of the line from `lower` to `upper` against the picture's vertical, in degrees:
 * 0 = upright, positive = the upper end lies to the picture's right. NaN where a coordinate is NaN.
 */
export function angleFromVerticalDeg(lower: Point, upper: Point): Degrees {
  return toDegrees(Math.atan2(upper.x - lower.x, lower.y - upper.y));
}
