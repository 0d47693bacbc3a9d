import { toDegrees } from '../geometry';
import { cluster, type Kind } from './pelvic-line-cluster';
import { evidenceAt, type FrameEvidence, type PelvicEvidence } from './pelvic-line-evidence';
import type { PelvicHint } from './pelvic-line';
import { likeness as colourLikeness } from './pelvic-line-patch';
import { LINE_KIND, lineSightings, PAIR_KIND, pairSightings, type Sighting } from './pelvic-line-sightings';
import { follow, type Track } from './pelvic-line-track';
import { correlation } from './pelvic-line-agreement';

export type FollowedMethod = 'waistband' | 'dots' | 'hem';

/** What is followed: one thing, or two whose mean is taken. */
interface Followed {
  method: FollowedMethod;
  parts: readonly ChosenPart[];
  reliability: number;
}

export type Choice = Followed | { method: 'none'; reason: string; advice: string };

/** One thing that the tilt is read from. */
interface ChosenPart {
  track: Track;
  followGain: number;
}

/** Below this the clip's line is withheld. Rendered: dark on dark 0; all others 0.79 (blurred over 50 ms) to 1. */
const LEAST_RELIABILITY = 0.35;
/** A line fainter than this (of 255) that is not steady is a fold in dark cloth, not a loose hem. */
const PLAIN_CONTRAST = 30;
/** A line whose angle jumps more than this from frame to frame is grain in a dark picture. */
const WILDEST_DEG = 9;
/** Frames that the things of a clip are learnt from, evenly spread; more changes nothing and costs its square. */
const SAMPLE_FRAMES = 160;
const MOST_THINGS = 6;

/**
 * What the seen line's tilt is divided by.
 *
 * [Note: A line follows less than the bone] Cloth and skin between pelvis and trunk share the bend between them, so a line tilts
 * less than the bone, the less the higher it lies. On the rendered runner (truth known, 5 clips, drop 2–8°) a band's lower edge
 * had slope 0.96 (0.93–1.00), a shirt’s hem or a band’s upper edge 0.91 (0.89–0.95), dots on the PSIS 0.96. On people it is not known:
 * the same constants are used, and their spread is part of the interval (`FOLLOW_GAIN_SD`). Consequence: 4–10 % of the drop.
 */
const FOLLOW_GAIN: Record<FollowedMethod, number> = { waistband: 0.96, dots: 0.96, hem: 0.91 };

/** Decides what in the clip is the pelvis: what the user pointed at, else dots, a waistband, a hem, in this order. */
export function chooseTrack(evidence: PelvicEvidence, hint: PelvicHint | null): Choice {
  const frames = sampleFrames(evidence);
  if (frames.length === 0) return NOT_FACING;
  const find = (of: (frame: FrameEvidence) => Sighting[], kind: Kind<Sighting>, name: Track['kind']) =>
    cluster(frames.flatMap(of), kind, MOST_THINGS)
      .filter((thing) => shareWith(frames, of, kind, thing) >= RAREST)
      .map((thing) => rate(follow(evidence, of, kind, thing, name)));
  const all = [...find(pairSightings, PAIR_KIND, 'dots'), ...find(lineSightings, LINE_KIND, 'line')].sort(
    (a, b) => b.reliability - a.reliability,
  );
  const pointed = hint === null ? all : pointedAt(evidence, all, hint);
  const reliable = pointed.filter(({ reliability }) => reliability >= LEAST_RELIABILITY);
  const dots = reliable.find(({ track }) => track.kind === 'dots');
  const line = reliable.find(({ track }) => track.kind === 'line');
  if (dots) return asDots(dots, line ? asLine(line, reliable) : null);
  if (line) return hint === null ? asLine(line, reliable) : asPointedAt(line, all);
  if (hint !== null && pointed.length === 0) return NOTHING_THERE;
  const plain = pointed.some(
    ({ track, seen }) =>
      track.kind === 'line' &&
      seen >= LEAST_RELIABILITY &&
      track.contrast >= PLAIN_CONTRAST &&
      track.jitterDeg <= WILDEST_DEG,
  );
  return plain ? UNSTEADY : NOTHING_SEEN;
}

function sampleFrames(evidence: PelvicEvidence): FrameEvidence[] {
  const step = Math.max(1, Math.floor(evidence.timeS.length / SAMPLE_FRAMES));
  const frames: FrameEvidence[] = [];
  for (let t = 0; t < evidence.timeS.length; t += step) {
    const frame = evidenceAt(evidence, t);
    if (frame !== null) frames.push(frame);
  }
  return frames;
}

/** A thing in fewer of the sampled frames than this is not worth following through hours of them. */
const RAREST = 0.3;

function shareWith(
  frames: readonly FrameEvidence[],
  of: (frame: FrameEvidence) => Sighting[],
  kind: Kind<Sighting>,
  thing: Sighting,
): number {
  const shows = (frame: FrameEvidence) => of(frame).some((sighting) => kind.distance(sighting, thing) <= 1);
  return frames.filter(shows).length / frames.length;
}

interface Rated {
  track: Track;
  /** 0–1: how often and how plainly it is seen at the height of the hips. */
  seen: number;
  /** 0–1: `seen`, and steady, and riding with the hips. */
  reliability: number;
}

/** 0 at `none`, 1 at `all`, straight between. */
function ramp(value: number, none: number, all: number): number {
  return Math.min(1, Math.max(0, (value - none) / (all - none)));
}

/**
 * How far a track can be trusted. Each factor's ends: presence 50–85 % of frames; contrast 12–30 of 255 (a fold or a shadow
 * reaches 10); width 50–85 % of the hips; jitter 1.6–0.6°; not of the background; −0.12…0.3 torso about the hip landmarks.
 */
function rate(track: Track): Rated {
  const { presence, contrast, medianSupport, jitterDeg, strayShare, likeness, kind } = track;
  const wide = kind === 'dots' ? 1 : ramp(medianSupport, 0.5, 0.85);
  const height = ramp(likeness.height, -0.16, -0.08) * ramp(likeness.height, 0.34, 0.26);
  const seen = ramp(presence, 0.5, 0.85) * ramp(contrast, 12, 30) * wide * height;
  const steady = ramp(jitterDeg, 1.6, 0.6) * ramp(strayShare, 1, 0.7);
  const reliability = Number.isFinite(jitterDeg) ? seen * steady : 0;
  return { track, seen, reliability };
}

/** Edges of one band: 0.02–0.13 torso apart (10–60 mm), with changes of colour that are not the same. */
const THINNEST_BAND = 0.02;
const WIDEST_BAND = 0.13;

/**
 * A line with a second one close by, of another change of colour, is a waistband, and its lower edge the one that sits on the
 * pelvis; the upper one is taken only where the lower is much worse.
 */
function asLine(line: Rated, others: readonly Rated[]): Followed {
  const partner = otherEdge(line, others);
  if (!partner) return followed('hem', line, FOLLOW_GAIN.hem);
  const [lower, upper] = isBelow(partner, line) ? [partner, line] : [line, partner];
  return lower.reliability >= 0.6 * upper.reliability
    ? followed('waistband', lower, FOLLOW_GAIN.waistband)
    : followed('waistband', upper, FOLLOW_GAIN.hem);
}

/** The very edge that was pointed at; the rest only says what it is. */
function asPointedAt(line: Rated, others: readonly Rated[]): Followed {
  const partner = otherEdge(line, others);
  if (!partner) return followed('hem', line, FOLLOW_GAIN.hem);
  return followed('waistband', line, isBelow(partner, line) ? FOLLOW_GAIN.hem : FOLLOW_GAIN.waistband);
}

function isBelow(a: Rated, b: Rated): boolean {
  return a.track.likeness.height < b.track.likeness.height;
}

function otherEdge(line: Rated, others: readonly Rated[]): Rated | undefined {
  return others.find(({ track, reliability }) => {
    if (track.kind !== 'line' || reliability < LEAST_RELIABILITY) return false;
    const apart = Math.abs(track.likeness.height - line.track.likeness.height);
    const alike = colourLikeness(track.likeness.step, line.track.likeness.step);
    return apart >= THINNEST_BAND && apart <= WIDEST_BAND && alike < 0.5;
  });
}

function followed(method: FollowedMethod, { track, reliability }: Rated, followGain: number): Followed {
  return { method, parts: [{ track, followGain }], reliability };
}

/** Dots and a line are two witnesses when they move together this well. */
const AGREE_R = 0.9;

/**
 * Dots sit on bone but close together (70–110 mm: half a pixel is half a degree at 720p); a line is wide but of cloth. Where both
 * are there and agree, their mean is better than either (rendered, drop 4°: dots alone r 0.991, RMSE 0.62°; mean r 0.998, 0.38°).
 */
function asDots(dots: Rated, line: Followed | null): Followed {
  const alone = followed('dots', dots, FOLLOW_GAIN.dots);
  const other = line?.parts[0];
  if (!other || correlation(dots.track.angleDeg, other.track.angleDeg) < AGREE_R) return alone;
  return { ...alone, parts: [...alone.parts, other] };
}

/** A finger's miss, in torso lengths (30 mm). */
const MISS = 0.06;
/** A hint is looked for in the frames this close to its time. */
const HINT_WINDOW_S = 0.1;

/** The tracks that pass by the points, nearest first. */
function pointedAt(evidence: PelvicEvidence, all: readonly Rated[], { timeS, points }: PelvicHint): Rated[] {
  const missOf = ({ track }: Rated): number => {
    let least = Infinity;
    evidence.timeS.forEach((frameS, t) => {
      const frame = Math.abs(frameS - timeS) <= HINT_WINDOW_S ? evidenceAt(evidence, t) : null;
      if (frame === null || !(track.support[t]! > 0)) return;
      const slope = Math.tan(track.angleDeg[t]! / toDegrees(1));
      const misses = points.map(({ x, y }) => Math.abs(y - track.y[t]! - slope * (x - track.x[t]!)));
      least = Math.min(least, Math.max(...misses) / frame.torsoPx);
    });
    return least;
  };
  return all
    .map((rated) => ({ rated, miss: missOf(rated) }))
    .filter(({ miss }) => miss <= MISS)
    .sort((a, b) => a.miss - b.miss)
    .map(({ rated }) => rated);
}

const NOT_FACING: Choice = {
  method: 'none',
  reason: 'The pelvis was not seen from behind or from the front.',
  advice: 'Film from straight behind, the camera at hip height.',
};
const NOTHING_SEEN: Choice = {
  method: 'none',
  reason: 'No waistband, hem or pair of dots stands out from the clothes around it.',
  advice:
    'Wear shorts and a tucked-in shirt of different colours, or stick two bright dots on the dimples above the buttocks; film in good light.',
};
const UNSTEADY: Choice = {
  method: 'none',
  reason: 'A line is seen, but it does not move with the pelvis (a loose shirt, hands or a jacket over it).',
  advice: 'Tuck the shirt in, or stick two bright dots on the dimples above the buttocks.',
};
const NOTHING_THERE: Choice = {
  method: 'none',
  reason: 'Nothing can be followed where you pointed.',
  advice: 'Point at the lower edge of the waistband, at the hem of the shirt, or at the two dots.',
};
