import type { ClipLook } from '../pose/contract';
import type { ClipFacts } from '../video/clip';
import { checkPelvis, checkRoll, checkRunner, checkView } from './check-body';
import { checkBlur, checkFeet, checkLight, checkSize } from './check-picture';
import { checkFrameRate, checkLength, checkSlowMotion } from './check-time';
import type { Recording } from './recording';
import type { RunAnalysis } from './run-analysis';

/** What a point does to the numbers. */
export type Verdict = 'good' | 'limits' | 'spoils';

export type CheckId =
  | 'view'
  | 'runner'
  | 'pelvis'
  | 'roll'
  | 'frameRate'
  | 'slowMotion'
  | 'length'
  | 'size'
  | 'feet'
  | 'light'
  | 'blur';

/** One line of the check list. */
export interface CheckPoint {
  id: CheckId;
  /** null = not known yet. */
  verdict: Verdict | null;
  /** What was found, in a word or a number. */
  value: string;
  /** One sentence: which number it concerns, and what helps. */
  sentence: string;
}

/** What is known of a clip by now. */
export interface CheckInput {
  facts: ClipFacts;
  look: ClipLook | null;
  /** As if the clip ended where its frames have been followed to; null = too few frames yet. */
  seen: { recording: Recording; analysis: RunAnalysis } | null;
}

/** What is good, what limits a number and what spoils one, point by point; those about the pelvis only where it may be seen. Pure. */
export function checkClip(input: CheckInput): CheckPoint[] {
  const { facts, look, seen } = input;
  const pelvis = checkPelvis(seen);
  return [
    checkView(seen),
    checkRunner(seen),
    ...(pelvis === null ? [] : [pelvis]),
    checkRoll(seen),
    checkFrameRate(facts, seen),
    checkSlowMotion(facts, seen),
    checkLength(facts, seen),
    checkSize(facts, seen),
    checkFeet(facts, seen),
    checkLight(look),
    checkBlur(look),
  ];
}

/** The worst of some verdicts; null while nothing is known. */
export function worstOf(points: readonly CheckPoint[]): Verdict | null {
  const order: readonly Verdict[] = ['spoils', 'limits', 'good'];
  return order.find((verdict) => points.some((point) => point.verdict === verdict)) ?? null;
}
