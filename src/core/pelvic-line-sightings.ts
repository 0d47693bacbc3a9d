import { toDegrees } from '../geometry';
import type { Degrees, Pixels } from '../units';
import { colourDistance, type Kind } from './pelvic-line-cluster';
import type { DotCandidate, FrameEvidence, LineCandidate } from './pelvic-line-evidence';
import { type Colour, strength } from './pelvic-line-patch';

/** One frame's sighting of a line or of two dots. */
export interface Sighting {
  /** Picture angle of the line, positive = lower towards the picture's right. */
  angleDeg: Degrees;
  /** Slope at its middle alone, for when one end is hidden. */
  tangent: number;
  /** Its place: the middle of the line or of the dots, and against the hip landmarks in torso lengths (up positive). */
  x: Pixels;
  y: Pixels;
  aside: number;
  height: number;
  /** Half the dots' distance, or half of what is seen of the line, in torso lengths. */
  reach: number;
  step: Colour;
  /** y″ / 2 in 1 / torso (lines). */
  bow: number;
  /** 0–1: how much of it is seen. */
  support: number;
}

export function lineSightings({ hipX, hipY, torsoPx, lines }: FrameEvidence): Sighting[] {
  return lines.map((line: LineCandidate) => ({
    angleDeg: toDegrees(Math.atan(line.slope)),
    tangent: line.tangent,
    x: line.x,
    y: line.y,
    aside: (line.x - hipX) / torsoPx,
    height: (hipY - line.y) / torsoPx,
    reach: 0.3 * line.support,
    step: line.step,
    bow: line.bow,
    support: Math.min(1, line.support),
  }));
}

/** Dots of one pair are 0.1–0.5 torso apart (PSIS 70–110 mm, ASIS 200–250 mm, torso 480 mm) and within 20° of level. */
const NEAREST_PAIR = 0.1;
const FARTHEST_PAIR = 0.5;
const STEEPEST_PAIR_DEG: Degrees = 20;

/** All pairs of a frame's dots that look alike and lie like two marks on a pelvis. */
export function pairSightings({ hipX, hipY, torsoPx, dots }: FrameEvidence): Sighting[] {
  const pairs: Sighting[] = [];
  for (const a of dots)
    for (const b of dots) {
      const apart = (b.x - a.x) / torsoPx;
      if (apart < NEAREST_PAIR || apart > FARTHEST_PAIR || colourDistance(a.step, b.step) > 1) continue;
      const angleDeg = toDegrees(Math.atan2(b.y - a.y, b.x - a.x));
      if (Math.abs(angleDeg) > STEEPEST_PAIR_DEG) continue;
      const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
      pairs.push({
        angleDeg,
        tangent: (b.y - a.y) / (b.x - a.x),
        x,
        y,
        aside: (x - hipX) / torsoPx,
        height: (hipY - y) / torsoPx,
        reach: Math.hypot(b.x - a.x, b.y - a.y) / 2 / torsoPx,
        step: meanStep(a, b),
        bow: 0,
        support: Math.min(a.alone, b.alone),
      });
    }
  return pairs;
}

function meanStep(a: DotCandidate, b: DotCandidate): Colour {
  return [(a.step[0] + b.step[0]) / 2, (a.step[1] + b.step[1]) / 2, (a.step[2] + b.step[2]) / 2];
}

/** How far a line strays against the hip landmarks, in torso lengths (BlazePose 0.015; allowed for: 3 % of body height). */
const STRAY = 0.1;

/** A line is known again by its change of colour and its height. */
export const LINE_KIND: Kind<Sighting> = {
  distance: (a, b) => {
    const above = Math.abs(a.height - b.height) / STRAY;
    // Most pairs differ by their height alone; their colours need not be looked at.
    return above > 1 ? above : Math.hypot(above, colourDistance(a.step, b.step));
  },
  mean: meanSighting,
  weight: (line) => line.support * Math.min(1, strength(line.step) / 40),
};

/** Two dots are known again by their distance as well, which no misplaced landmark changes. */
const REACH_STRAY = 0.02;
export const PAIR_KIND: Kind<Sighting> = {
  distance: (a, b) =>
    Math.hypot(
      (a.height - b.height) / STRAY,
      (a.aside - b.aside) / STRAY,
      (a.reach - b.reach) / REACH_STRAY,
      colourDistance(a.step, b.step),
    ) / Math.SQRT2,
  mean: meanSighting,
  weight: (pair) => pair.support,
};

function meanSighting(of: readonly Sighting[]): Sighting {
  const mean = (pick: (sighting: Sighting) => number) =>
    of.reduce((sum, sighting) => sum + pick(sighting), 0) / of.length;
  return {
    angleDeg: mean((s) => s.angleDeg),
    tangent: mean((s) => s.tangent),
    x: mean((s) => s.x),
    y: mean((s) => s.y),
    aside: mean((s) => s.aside),
    height: mean((s) => s.height),
    reach: mean((s) => s.reach),
    step: [mean((s) => s.step[0]), mean((s) => s.step[1]), mean((s) => s.step[2])],
    bow: mean((s) => s.bow),
    support: mean((s) => s.support),
  };
}
