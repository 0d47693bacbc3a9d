import type { Contact } from '../../src/gait/contacts';

/** How found contacts agree with true ones, milliseconds; positive = found too late. */
export interface ContactAgreement {
  missed: number;
  extra: number;
  initialContact: Spread;
  toeOff: Spread;
  contactTime: Spread;
}

interface Spread {
  biasMs: number;
  sdMs: number;
  /** Median of the absolute errors. */
  medianMs: number;
}

/** A found contact is the true one when it is of the same foot and its initial contact is less than this away. */
const SAME_CONTACT_S = 0.1;

export function compareContacts(found: Contact[], truth: Contact[]): ContactAgreement {
  const pairs = truth.flatMap((real) => {
    const match = found.find(
      ({ side, initialContactS }) =>
        side === real.side && Math.abs(initialContactS - real.initialContactS) < SAME_CONTACT_S,
    );
    return match ? [{ real, match }] : [];
  });
  const landing = pairs.map(({ real, match }) => match.initialContactS - real.initialContactS);
  const leaving = pairs.map(({ real, match }) => match.toeOffS - real.toeOffS);
  return {
    missed: truth.length - pairs.length,
    extra: found.length - new Set(pairs.map(({ match }) => match)).size,
    initialContact: spread(landing),
    toeOff: spread(leaving),
    contactTime: spread(leaving.map((late, i) => late - landing[i]!)),
  };
}

function spread(errorsS: number[]): Spread {
  const errors = errorsS.map((error) => error * 1000);
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const variance = errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / errors.length;
  const sizes = errors.map(Math.abs).sort((a, b) => a - b);
  return { biasMs: mean, sdMs: Math.sqrt(variance), medianMs: sizes[sizes.length >> 1] ?? NaN };
}

/** One line for the log. */
export function agreementLine(name: string, agreement: ContactAgreement): string {
  const { missed, extra, initialContact, toeOff, contactTime } = agreement;
  const of = ({ biasMs, sdMs }: Spread) => `${biasMs.toFixed(1)} ± ${sdMs.toFixed(1)} ms`;
  return `${name}: missed ${missed}, extra ${extra}, initial contact ${of(initialContact)}, toe-off ${of(toeOff)}, contact time ${of(contactTime)}`;
}
