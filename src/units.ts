/** A duration in milliseconds: costs only, never the runner. Names end in `Ms` or start with `ms`. */
export type Milliseconds = number;
/** A time or a duration in seconds. Names that hold one end in `S`. */
export type Seconds = number;
/** An angle in degrees. Names that hold one end in `Deg`. */
export type Degrees = number;
/** A length in pixels of the upright picture (after the clip's rotation is applied). Names end in `Px`. */
export type Pixels = number;
/** A body side as the runner knows it, never the picture's left or right. */
export type Side = 'left' | 'right';

export const SIDES: readonly Side[] = ['left', 'right'];

/** The other side of the body. */
export function opposite(side: Side): Side {
  return side === 'left' ? 'right' : 'left';
}
