import type { Degrees, Side } from '../units';
import type { PelvicDrop } from './pelvic-drop';
import type { HiddenError } from './summary';

/** How far a followed pelvic line may be off in every stride alike; standard deviations. */
export interface PelvicError {
  /** Of what is taken as level: the standing frame, or the camera's roll and the line's own slant. */
  levelSdDeg: Degrees;
  /** Of the share of the pelvis's tilt that the line follows. */
  followSd: number;
  /** Of what the pelvis's turn about its long axis adds, see [Note: Axial turn]. */
  axialSdDeg: Degrees;
}

/** Standard deviation of a worn line's own slant against the pelvis (rendered runner, five clips: 0.21–0.34°; a skewed belt on people is more). */
const LINE_SLANT_SD_DEG: Degrees = 0.25;
/** Standard deviation of the share that a line follows, after the gain (rendered, five clips: 0.97–1.05). Consequence: 3 % of the drop. */
const FOLLOW_GAIN_SD = 0.03;
const Z_95 = 1.959964;

/**
 * From half-widths of 95 % intervals: of the camera's roll (null = not known: one leg's drop is then not told) and of the level of a
 * standing frame (null = there is none; else it carries the same slant and roll, and frees of both), and from the bound of an axial turn.
 */
export function pelvicErrorOf({
  rollErrorDeg,
  standingErrorDeg,
  axialBoundDeg,
}: {
  rollErrorDeg: Degrees | null;
  standingErrorDeg: Degrees | null;
  axialBoundDeg: Degrees;
}): PelvicError {
  return {
    levelSdDeg:
      standingErrorDeg === null
        ? Math.hypot(LINE_SLANT_SD_DEG, (rollErrorDeg ?? 0) / Z_95)
        : standingErrorDeg / Z_95,
    followSd: FOLLOW_GAIN_SD,
    // The bound is reached at the ends of the turn; evenly spread between, its standard deviation is bound / √3, and stance averages half of it out.
    axialSdDeg: axialBoundDeg / Math.sqrt(3) / 2,
  };
}

/** What of a drop, at its peak or in mid-stance, no stride shows. `error`: of the line; null = it was measured. */
export function hiddenDropError(
  { noise }: PelvicDrop,
  moment: keyof PelvicDrop['noise']['left'],
  error: PelvicError | null,
): HiddenError {
  const shared = (side: Side, strides: number) => noise[side][moment] / Math.sqrt(strides);
  return {
    shared: (part, strides) =>
      part === 'both'
        ? Math.hypot(shared('left', strides.left), shared('right', strides.right)) / 2
        : shared(part, strides[part]),
    alike: (part, meanDeg) => {
      if (error === null) return 0;
      // A wrong level raises one leg's drop and lowers the other's: it is not in their mean.
      const levelSdDeg = part === 'both' ? 0 : error.levelSdDeg;
      return Math.hypot(levelSdDeg, error.followSd * meanDeg, error.axialSdDeg);
    },
  };
}

/** The same of a tilt's range: it has no level, and the turns of both stances. */
export function hiddenRangeError(error: PelvicError | null): HiddenError {
  return {
    shared: () => 0,
    alike: (_, meanDeg) => (error === null ? 0 : Math.hypot(error.followSd * meanDeg, 2 * error.axialSdDeg)),
  };
}
