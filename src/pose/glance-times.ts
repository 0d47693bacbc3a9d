import type { Seconds } from '../units';
import type { ClipFacts } from '../video/clip';
import { FIRST_LOOK_S } from './contract';

/** Glances during the first seconds; more change no median. */
const FIRST_GLANCES = 8;
/** Glances over the whole clip, from which the room is told from what moves in it; more change nothing. */
const ROOM_GLANCES = 12;

/** The part of the clip that a frame lies in. The picture is looked at in the first frame of each part. */
export interface GlanceParts {
  /** Of the first seconds; null = they are over. */
  first: number | null;
  /** Of the whole clip. */
  room: number;
}

/** Which parts of the clip a frame lies in: told by its time alone, so that it is the same however the clip is divided. */
export function glanceParts(timeS: Seconds, { startS, durationS }: ClipFacts): GlanceParts {
  const sinceS = Math.max(0, timeS - startS);
  const first = Math.floor((sinceS * FIRST_GLANCES) / FIRST_LOOK_S);
  const room = durationS > 0 ? Math.floor((sinceS * ROOM_GLANCES) / durationS) : 0;
  return { first: first < FIRST_GLANCES ? first : null, room: Math.min(room, ROOM_GLANCES - 1) };
}

/** With this glance the first seconds have been seen. */
export function isLastOfFirst(part: number): boolean {
  return part === FIRST_GLANCES - 1;
}
