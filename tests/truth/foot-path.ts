import type { Contact } from '../../src/gait/contacts';

/** Heel and toe in leg lengths: x ahead of the hips, y above the belt. */
export interface FootPose {
  heel: { x: number; y: number };
  toe: { x: number; y: number };
}

const FOOT_LENGTH = 0.25;
/** Angles of the sole, radians: toes up as it lands, heel up as it leaves. */
const LANDING_PITCH = 0.2;
const LEAVING_PITCH = -0.8;
/** The foot is flat this long after landing, seconds; the heel begins to rise at this part of the stance. */
const SLAP_S = 0.05;
const HEEL_RISE_FROM = 0.4;
/** The heel clears the belt by this much at the top of the swing. */
const LIFT = 0.28;
/** Where the toe lands ahead of the hips. */
const REACH = 0.42;

/**
 * A foot at time `timeS` between the stances `stance` and `next` (its next one) or within `stance`.
 * In stance the sole lies on a belt that runs back at `beltV` leg lengths per second: heel first, then flat, then on the toe.
 */
export function footAt(timeS: number, stance: Contact, next: Contact, beltV: number): FootPose {
  if (timeS <= stance.toeOffS) return inStance(timeS, stance, beltV);
  const swingS = next.initialContactS - stance.toeOffS;
  const u = (timeS - stance.toeOffS) / swingS;
  const off = inStance(stance.toeOffS, stance, beltV);
  const on = inStance(next.initialContactS, next, beltV);
  // It leaves at the belt's speed and comes down a little slower than the belt, sinking: both velocities jump at contact, as they do in life.
  const x = hermite(u, off.toe.x, -beltV * swingS, on.toe.x, -0.6 * beltV * swingS);
  const y = hermite(u, 0, 0.6 * swingS, on.toe.y, -0.35 * swingS) + 0.45 * LIFT * (4 * u * (1 - u)) ** 2;
  const riseRate = (2 * LEAVING_PITCH) / ((1 - HEEL_RISE_FROM) * (stance.toeOffS - stance.initialContactS));
  const pitch = hermite(u, LEAVING_PITCH, riseRate * swingS, LANDING_PITCH, 0);
  return posed({ x, y }, pitch);
}

function inStance(timeS: number, { initialContactS, toeOffS }: Contact, beltV: number): FootPose {
  const since = timeS - initialContactS;
  const flatToeX = REACH - beltV * since;
  if (since < SLAP_S) {
    const pitch = LANDING_PITCH * (1 - since / SLAP_S) ** 1.5;
    const heel = { x: flatToeX - FOOT_LENGTH, y: 0 };
    return { heel, toe: { x: heel.x + FOOT_LENGTH * Math.cos(pitch), y: FOOT_LENGTH * Math.sin(pitch) } };
  }
  const phase = since / (toeOffS - initialContactS);
  const rise = Math.max(0, (phase - HEEL_RISE_FROM) / (1 - HEEL_RISE_FROM));
  return posed({ x: flatToeX, y: 0 }, LEAVING_PITCH * rise * rise);
}

function posed(toe: { x: number; y: number }, pitch: number): FootPose {
  return {
    toe,
    heel: { x: toe.x - FOOT_LENGTH * Math.cos(pitch), y: toe.y - FOOT_LENGTH * Math.sin(pitch) },
  };
}

/** Cubic from a (slope va) at u = 0 to b (slope vb) at u = 1. */
function hermite(u: number, a: number, va: number, b: number, vb: number): number {
  const u2 = u * u;
  const u3 = u2 * u;
  return a * (2 * u3 - 3 * u2 + 1) + va * (u3 - 2 * u2 + u) + b * (3 * u2 - 2 * u3) + vb * (u3 - u2);
}
