import { opposite, type Seconds, type Side } from '../units';
import type { Contact } from './contacts';

/** Longest stride: two of the longest running steps (SCIENCE.md §4.3). Longer ones hold a contact that was not found. */
const MAX_STRIDE_S = 0.9;

/** One stride of one foot: from its initial contact to its next. */
export interface Stride {
  side: Side;
  startS: Seconds;
  endS: Seconds;
  /** The stance that opens the stride. */
  stance: Contact;
  /** The other foot's initial contact inside this stride; NaN where it was not found. */
  oppositeContactS: Seconds;
  /** null = counts; otherwise why it is left out of every mean, in words. */
  excluded: string | null;
}

/**
 * Strides of both feet from contacts in order of time: from each initial contact to the same foot's next.
 * Partial strides at the ends do not arise; where a contact was left out, its two strides are not joined into one.
 */
export function findStrides(contacts: Contact[]): Stride[] {
  const strides: Stride[] = [];
  const open: Partial<Record<Side, { stance: Contact; oppositeContactS: Seconds }>> = {};
  for (const contact of contacts) {
    const begun = open[contact.side];
    const endS = contact.initialContactS;
    if (begun && endS - begun.stance.initialContactS <= MAX_STRIDE_S)
      strides.push({
        side: contact.side,
        startS: begun.stance.initialContactS,
        endS,
        stance: begun.stance,
        oppositeContactS: begun.oppositeContactS,
        excluded: null,
      });
    open[contact.side] = { stance: contact, oppositeContactS: NaN };
    const other = open[opposite(contact.side)];
    if (other && Number.isNaN(other.oppositeContactS)) other.oppositeContactS = endS;
  }
  return strides.sort((a, b) => a.startS - b.startS);
}
