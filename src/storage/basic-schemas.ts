import * as v from 'valibot';

export const text = v.string();
/** Numbers that are always known. */
export const known = v.pipe(v.number(), v.finite());
/** Numbers that may be missing, as NaN: valibot's own schema refuses it. */
export const number = v.custom<number>((value) => typeof value === 'number', 'Expected a number');
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
