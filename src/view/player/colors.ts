import type { Side } from '../../units';

/** The runner's sides on the picture, by day and by night. */
export const SIDE_COLORS: Readonly<Record<Side, string>> = { left: '#0f9d8f', right: '#d9822b' };
/** Letters on a side's colour. */
export const SIDE_INK: Readonly<Record<Side, string>> = { left: '#ffffff', right: '#1b1206' };
/** Trunk, pelvis, plumb line and level. */
export const WHITE = '#ffffff';
/** A line whose value has left the target: on the picture as plain as white, and told from it by its width too. */
export const YELLOW = '#ffd23f';
