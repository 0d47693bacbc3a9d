import type { ClipLook } from '../pose/contract';
import type { PoseTrack } from '../pose/pose-track';
import { shareOutside } from '../signal/in-picture';
import { median } from '../signal/median';
import type { ClipFacts } from '../video/clip';
import type { Pixels } from '../units';
import type { CheckInput, CheckPoint } from './check-clip';
import { FEET } from './inside-picture';
import { FEET_OUTSIDE } from './no-strides';

type Seen = CheckInput['seen'];

/**
 * Height of the runner in the picture. Rendered clips scaled to 270 × 480 (runner 340 px) still gave the pelvic line within 0.55°
 * (core/pelvic-line); below 40 px of torso, 140 px of runner, no line is looked for.
 */
export const TALL_ENOUGH_PX: Pixels = 300;
export const TOO_SMALL_PX: Pixels = 150;

/** How large the runner is in the picture. */
export function checkSize({ height }: ClipFacts, seen: Seen): CheckPoint {
  if (seen === null)
    return { id: 'size', verdict: null, value: 'looking …', sentence: 'Told from the first frames.' };
  const tall = heightPx(seen.recording.track);
  if (Number.isNaN(tall))
    return { id: 'size', verdict: null, value: 'not known', sentence: 'Nobody is seen to judge it by.' };
  const value = `${Math.round((100 * tall) / height)} % of the picture’s height`;
  if (tall >= TALL_ENOUGH_PX)
    return { id: 'size', verdict: 'good', value, sentence: 'Large enough for every number.' };
  return tall >= TOO_SMALL_PX
    ? {
        id: 'size',
        verdict: 'limits',
        value,
        sentence: `Only ${Math.round(tall)} pixels tall: pelvic drop and foot angles are less sure. Go closer, or turn the phone upright.`,
      }
    : {
        id: 'size',
        verdict: 'spoils',
        value,
        sentence: `Only ${Math.round(tall)} pixels tall: pelvic drop cannot be seen, and the joints are guesses. Go closer.`,
      };
}

/** From the nose to the lower heel. */
function heightPx({ timeS, landmarks }: PoseTrack): Pixels {
  const { nose, left_heel: left, right_heel: right } = landmarks;
  return median(timeS.map((_, frame) => Math.max(left.y[frame]!, right.y[frame]!) - nose.y[frame]!));
}

/** Feet may leave the picture in so many of the frames *(judgement: a stride's contacts are still bridged)*. */
const FEET_SELDOM_OUTSIDE = 0.03;

/** Whether both feet are in the picture all the time. */
export function checkFeet({ width, height }: ClipFacts, seen: Seen): CheckPoint {
  if (seen === null)
    return { id: 'feet', verdict: null, value: 'looking …', sentence: 'Told from the first frames.' };
  const outside = shareOutside(seen.recording.track, { width, height }, FEET);
  if (Number.isNaN(outside))
    return { id: 'feet', verdict: null, value: 'not known', sentence: 'Nobody is seen to judge it by.' };
  if (outside <= FEET_SELDOM_OUTSIDE)
    return {
      id: 'feet',
      verdict: 'good',
      value: 'in the picture',
      sentence: 'Steps and contacts can be told.',
    };
  const value = `cut off in ${Math.round(100 * outside)} % of the frames`;
  return outside <= FEET_OUTSIDE
    ? {
        id: 'feet',
        verdict: 'limits',
        value,
        sentence: 'Ground contact and foot angles miss those strides. Show the whole belt.',
      }
    : {
        id: 'feet',
        verdict: 'spoils',
        value,
        sentence: 'Steps cannot be told without feet, and no number without steps. Show the whole belt.',
      };
}

/** Luma that a tenth of the runner’s square exceeds: field clips 0.57–0.67; half their light is 0.30, a fifth 0.12 *(judgement)*. */
const LIT = 0.32;
const DARK = 0.14;
/** Luma between the darkest and brightest twentieth: field clips 0.46–0.53; haze, or a camera against the light, below. *(judgement)* */
const FLAT = 0.18;
/** Share of the trunk’s patch that is plain white: its edges are going, then gone. *(judgement: half of the patch may be wall)* */
const PARTLY_BLOWN = 0.3;
const BLOWN = 0.7;

/** How the light is; null = not known yet. */
export type Light = 'far too dark' | 'blown out' | 'too bright' | 'dark' | 'flat' | 'bright enough';

/** The light round the runner, in a word; its gravest fault first. */
export function lightOf(look: ClipLook | null): Light | null {
  const { bright = NaN, contrast = NaN, blownShare = NaN } = look?.quality ?? {};
  if (Number.isNaN(bright)) return null;
  if (bright < DARK) return 'far too dark';
  if (blownShare > BLOWN) return 'blown out';
  if (blownShare > PARTLY_BLOWN) return 'too bright';
  if (bright < LIT) return 'dark';
  return contrast < FLAT ? 'flat' : 'bright enough';
}

const LIGHT: Record<Light, Pick<CheckPoint, 'verdict' | 'sentence'>> = {
  'far too dark': {
    verdict: 'spoils',
    sentence: 'The joints are guesses, and the pelvic line cannot be seen. Switch more light on.',
  },
  'blown out': {
    verdict: 'spoils',
    sentence:
      'The picture is white where the runner is: no joint and no pelvic line can be told. Film away from the window.',
  },
  'too bright': {
    verdict: 'limits',
    sentence:
      'Part of the picture is plain white: the pelvic line may be lost in it. Film away from the window, or dim the picture.',
  },
  dark: {
    verdict: 'limits',
    sentence: 'Pelvic drop is less sure, and fast feet blur. Switch more light on.',
  },
  flat: {
    verdict: 'limits',
    sentence: 'The pelvic line hardly stands out. Film away from the window, or wipe the lens.',
  },
  'bright enough': { verdict: 'good', sentence: 'Clothes and body stand out.' },
};

/** Light and contrast round the runner. */
export function checkLight(look: ClipLook | null): CheckPoint {
  const light = lightOf(look);
  return light === null
    ? { id: 'light', verdict: null, value: 'looking …', sentence: 'Told from the first frames.' }
    : { id: 'light', value: light, ...LIGHT[light] };
}

/**
 * Blur (standard deviation) in trunk lengths; a trunk is about half a metre. The rendered field clips are at 0.001–0.003;
 * scaled to 270 × 480, or under 17 ms of motion blur, where the pelvic line was still within 0.55° (core/pelvic-line), at 0.004–0.005.
 * At 0.032, 16 mm, the two edges of a waistband are one *(judgement)*.
 */
const SHARP = 0.014;
const HOPELESS = 0.032;

/** How sharp the runner is. */
export function checkBlur(look: ClipLook | null): CheckPoint {
  const { blurPx = NaN, trunkPx = NaN } = look?.quality ?? {};
  const blur = blurPx / trunkPx;
  if (look === null)
    return { id: 'blur', verdict: null, value: 'looking …', sentence: 'Told from the first frames.' };
  if (Number.isNaN(trunkPx))
    return { id: 'blur', verdict: null, value: 'not known', sentence: 'Nobody is seen to judge it by.' };
  if (blur <= SHARP)
    return { id: 'blur', verdict: 'good', value: 'sharp', sentence: 'Edges of clothes and body are crisp.' };
  if (blur <= HOPELESS)
    return {
      id: 'blur',
      verdict: 'limits',
      value: 'soft',
      sentence:
        'Pelvic drop and foot angles are less sure. Wipe the lens, tap on the runner to focus, switch more light on.',
    };
  return {
    id: 'blur',
    verdict: 'spoils',
    value: Number.isNaN(blur) ? 'no edge to be seen' : 'blurred',
    sentence:
      'Pelvic drop cannot be read, and the joints are guesses. Wipe the lens, tap on the runner to focus, switch more light on.',
  };
}
