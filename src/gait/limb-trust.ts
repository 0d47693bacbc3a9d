import type { PoseTrack } from '../pose/pose-track';
import { legLengthPx } from '../signal/leg-length';
import { median } from '../signal/median';
import { opposite, SIDES, type Pixels, type Seconds, type Side } from '../units';
import type { Contact } from './contacts';
import { isSideView, type View } from './view';

/** The parts of a leg, by the joints at their ends. */
const LIMBS = {
  thigh: ['hip', 'knee'],
  shank: ['knee', 'ankle'],
  foot: ['heel', 'foot_index'],
} as const;
export type Limb = keyof typeof LIMBS;
const LIMB_NAMES: Record<Limb, string> = { thigh: 'thigh', shank: 'shin', foot: 'foot' };

/** How well one leg was followed. */
export interface LegTrust {
  /** Why numbers of a limb are withheld; null = it is followed well enough. */
  doubt: Record<Limb, string | null>;
  /** [T] 1 = in this frame some of the leg is not where the model puts it. */
  doubtful: Uint8Array;
}
export type LimbTrust = Record<Side, LegTrust>;

/** Every limb followed. */
export const ALL_FOLLOWED: LegTrust['doubt'] = { thigh: null, shank: null, foot: null };

/**
 * A limb in one frame this much longer or shorter than usual is not seen right *(judgement: on clips that were followed well 95 % of frames
 * lie within a fifth; turning out of the picture's plane by 35° shortens by a fifth)*. A foot bends at the ball and turns out: it may be off more.
 */
const MOST_OFF: Record<Limb, number> = { thigh: 0.25, shank: 0.25, foot: 0.5 };
/** A limb that is off in more than this share of a leg's stance frames is not measured *(judgement)*. */
const MOST_DOUBTFUL = 0.15;
/** Near and far limb of one runner differ by perspective by a tenth at 3 m; by more than this one of them is not followed *(judgement)*. */
const MOST_UNLIKE: Record<Limb, number> = { thigh: 1.3, shank: 1.3, foot: 1.5 };
/** Knees and ankles closer than this, in leg lengths, lie on one leg *(judgement: half a knee's width, a shoe's)*. */
const SAME_KNEE = 0.08;
const SAME_ANKLE = 0.12;
/** … for longer than this, seconds: legs that pass each other are that close for less (gait/hidden-leg). */
const LONGEST_PASSING_S = 0.06;
/** A leg that lies on the other in more than this share of the clip is not followed *(judgement)*. */
const MOST_ON_ONE = 0.08;
/** The planted foot's speed against the other foot's, on one belt: more is no foot on a belt *(judgement: perspective and the model's slip, 1.0–1.4 seen)*. */
const MOST_BELT_RATIO = 1.6;
/** Part of the stance in which the foot surely moves with the belt. */
const PLANTED = [0.3, 0.6] as const;

/**
 * Whether each leg is where the model puts it, by what bodies cannot do: bones keep their length, near and far leg are alike, two legs are
 * not on one, a planted foot moves with the belt. A cleaned track; frontal views, where a leg's length in the picture changes with every step, are trusted. Linear time.
 */
export function judgeLimbs(track: PoseTrack, view: View, contacts: readonly Contact[]): LimbTrust {
  const trusted = (): LegTrust => ({
    doubt: { ...ALL_FOLLOWED },
    doubtful: new Uint8Array(track.timeS.length),
  });
  const trust: LimbTrust = { left: trusted(), right: trusted() };
  const legPx = legLengthPx(track);
  if (!isSideView(view) || !(legPx > 0)) return trust;
  const near: Side = view === 'left' ? 'left' : 'right';
  judgeLengths(track, contacts, near, trust);
  judgeTogether(track, legPx, opposite(near), trust);
  judgeBelt(track, contacts, opposite(near), trust);
  return trust;
}

function judgeLengths(track: PoseTrack, contacts: readonly Contact[], near: Side, trust: LimbTrust): void {
  for (const limb of Object.keys(LIMBS) as Limb[]) {
    const usualPx = { left: NaN, right: NaN };
    for (const side of SIDES) {
      const lengths = limbPx(track, side, limb);
      usualPx[side] = median(lengths);
      const off = lengths.map((px) => (Math.abs(px / usualPx[side] - 1) > MOST_OFF[limb] ? 1 : 0));
      off.forEach((is, i) => {
        // A swinging foot turns and bends: only a standing one is held to its length.
        if (is && limb !== 'foot') trust[side].doubtful[i] = 1;
      });
      const stance = stanceFrames(track, contacts, side);
      const share = stance.filter((i) => off[i]).length / stance.length;
      if (share > MOST_DOUBTFUL)
        trust[side].doubt[limb] =
          `the ${side} ${LIMB_NAMES[limb]} changes its length in the picture, which no bone does: it was not followed`;
    }
    const ratio = usualPx[near] / usualPx[opposite(near)];
    if (Math.max(ratio, 1 / ratio) > MOST_UNLIKE[limb])
      trust[opposite(near)].doubt[limb] ??=
        `the far ${LIMB_NAMES[limb]} is not as long as the near one by more than the camera explains: it was not followed`;
  }
}

function judgeTogether(track: PoseTrack, legPx: Pixels, far: Side, trust: LimbTrust): void {
  const { timeS } = track;
  const knees = apartPx(track, 'knee');
  const ankles = apartPx(track, 'ankle');
  const on = (i: number) => knees[i]! < SAME_KNEE * legPx && ankles[i]! < SAME_ANKLE * legPx;
  let frames = 0;
  let start = 0;
  for (let i = 0; i <= timeS.length; i++) {
    if (i < timeS.length && on(i)) continue;
    if (i > start && timeS[i - 1]! - timeS[start]! > LONGEST_PASSING_S) {
      frames += i - start;
      for (const side of SIDES) trust[side].doubtful.fill(1, start, i);
    }
    start = i + 1;
  }
  if (frames > MOST_ON_ONE * timeS.length)
    for (const limb of ['thigh', 'shank', 'foot'] as const)
      trust[far].doubt[limb] ??= 'both legs were put on one in too many frames: the far leg was not followed';
}

/** The feet stand on one belt. Which of two unlike feet slips is told by neither: the far one is seen worse. */
function judgeBelt(track: PoseTrack, contacts: readonly Contact[], far: Side, trust: LimbTrust): void {
  const [a, b] = SIDES.map((side) => plantedSpeed(track, contacts, side));
  const ratio = a! / b!;
  if (!(Math.max(ratio, 1 / ratio) > MOST_BELT_RATIO) && !(ratio < 0)) return;
  for (const limb of ['shank', 'foot'] as const)
    trust[far].doubt[limb] ??=
      'the planted far foot does not move with the belt as the near one does: it was not followed';
}

/** Median over stances of the ankle's horizontal speed while planted, pixels per second, sign kept. */
function plantedSpeed({ timeS, landmarks }: PoseTrack, contacts: readonly Contact[], side: Side): number {
  const { x } = landmarks[`${side}_ankle`];
  let next = 0;
  const frameFrom = (atS: Seconds) => {
    while (next < timeS.length - 1 && timeS[next]! < atS) next++;
    return next;
  };
  const speeds = contacts
    .filter((contact) => contact.side === side)
    .map(({ initialContactS, toeOffS }) => {
      const at = (share: number) => initialContactS + share * (toeOffS - initialContactS);
      const [from, to] = [frameFrom(at(PLANTED[0])), frameFrom(at(PLANTED[1]))];
      return to > from ? (x[to]! - x[from]!) / (timeS[to]! - timeS[from]!) : NaN;
    });
  return median(speeds);
}

function stanceFrames({ timeS }: PoseTrack, contacts: readonly Contact[], side: Side): number[] {
  const stances = contacts.filter((contact) => contact.side === side);
  const frames: number[] = [];
  let next = 0;
  timeS.forEach((s, i) => {
    while (next < stances.length && stances[next]!.toeOffS < s) next++;
    if (next < stances.length && s >= stances[next]!.initialContactS) frames.push(i);
  });
  return frames;
}

function limbPx({ landmarks }: PoseTrack, side: Side, limb: Limb): Float64Array {
  const [from, to] = LIMBS[limb];
  const [a, b] = [landmarks[`${side}_${from}`], landmarks[`${side}_${to}`]];
  return Float64Array.from(a.x, (x, i) => Math.hypot(b.x[i]! - x, b.y[i]! - a.y[i]!));
}

function apartPx({ landmarks }: PoseTrack, joint: 'knee' | 'ankle'): Float64Array {
  const [a, b] = [landmarks[`left_${joint}`], landmarks[`right_${joint}`]];
  return Float64Array.from(a.x, (x, i) => Math.hypot(b.x[i]! - x, b.y[i]! - a.y[i]!));
}

/** Stretches of the clip in which some leg is not where the model puts it, in order. */
export function doubtfulSpans(
  timeS: Float64Array,
  { left, right }: LimbTrust,
): { startS: Seconds; endS: Seconds }[] {
  const spans: { startS: Seconds; endS: Seconds }[] = [];
  let begun = -1;
  for (let i = 0; i <= timeS.length; i++) {
    const doubtful = i < timeS.length && (left.doubtful[i] === 1 || right.doubtful[i] === 1);
    if (doubtful && begun < 0) begun = i;
    if (doubtful || begun < 0) continue;
    spans.push({ startS: timeS[begun]!, endS: timeS[i] ?? timeS[i - 1]! });
    begun = -1;
  }
  return spans;
}
