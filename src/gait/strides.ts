import type { Seconds, Side } from '../units';
import type { Contact } from './contacts';

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
