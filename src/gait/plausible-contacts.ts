import { median } from '../signal/median';
import type { Seconds } from '../units';
import type { Contact, ContactFindings, LeftOut } from './contacts';

/** What running looks like in time, seconds. Source: SCIENCE.md §4.3 (contact, flight, step); wider takes walking and stumbles for strides. */
const CONTACT_S = [0.15, 0.4] as const;
const STEP_S = [0.26, 0.45] as const;
/** Flight of a single step may come out below 0 by noise in both of its events; walking is told by its duty factor. */
const FLIGHT_S = [-0.05, 0.2] as const;
/** Part of the stride on one foot from which on both feet share the ground: walking. */
const WALKING_DUTY = 0.5;
/** Shorter rows of steps are stepping on or off, not running *(judgement: two strides)*. */
const MIN_STEPS_IN_ROW = 4;
/**
 * A stance is none when it departs from the average by more than this many times the usual departure, and explains less than half of it,
 * and lasts longer or shorter than usual by more than this part *(judgement)*: noise alone, the same in all stances, excludes nothing, nor
 * does a glitch of the model that leaves both events where they belong.
 */
const MAX_DEPARTURE = 3;
const UNUSUAL_CONTACT = 0.2;

/** Why a contact, or a stretch of the clip, does not count. */
export const REASON = {
  unseen: 'A foot is hidden, or the clip begins or ends within the stance.',
  unclear: 'The foot does not move as in the other stances.',
  shortContact: `Contact shorter than ${CONTACT_S[0] * 1000} ms: a stumble or a tracking error.`,
  longContact: `Contact longer than ${CONTACT_S[1] * 1000} ms: walking or standing.`,
  walking: 'Walking: one foot is always on the ground.',
  shortStep: `Step shorter than ${STEP_S[0] * 1000} ms: a tracking error.`,
  longFlight: `Flight longer than ${FLIGHT_S[1] * 1000} ms: a tracking error.`,
  double: 'Two contacts of one foot within less than a stride.',
  fewSteps: 'Too few steps in a row: stepping on or off, or a pause.',
  noSteps: 'No steps of a run: standing, walking, paused or out of the picture.',
} as const;

/**
 * Sorts contacts into those of steady running and the rest, from `startS` to `endS` of the clip. `seen` in any order, events may be NaN.
 * Kept contacts have plausible durations, stand in rows of at least four, and the feet alternate wherever both are seen.
 */
export function keepRunning(seen: Contact[], startS: Seconds, endS: Seconds): ContactFindings {
  const leftOut: LeftOut[] = [];
  const sift = (contacts: Contact[], faults: (string | null)[]) =>
    contacts.filter((contact, i) => {
      const reason = faults[i] ?? null;
      if (reason !== null) leftOut.push({ ...spanOf(contact, startS, endS), reason });
      return reason === null;
    });
  let contacts = sift(seen, seen.map(ownFault));
  contacts = sift(contacts, unlikeOthers(contacts));
  contacts.sort((a, b) => a.initialContactS - b.initialContactS);
  for (const faults of [doubles, pairFaults, strideFaults, shortRows])
    contacts = sift(contacts, faults(contacts));
  leftOut.push(...silences([...contacts.map((c) => spanOf(c, startS, endS)), ...leftOut], startS, endS));
  if (contacts.length === 0 && leftOut.length === 0) leftOut.push({ startS, endS, reason: REASON.fewSteps });
  return { contacts, leftOut: joined(leftOut) };
}

interface Span {
  startS: Seconds;
  endS: Seconds;
}

/** The stance's time within the clip; an unknown end lies a shortest contact away from the known one. */
function spanOf({ initialContactS, toeOffS }: Contact, startS: Seconds, endS: Seconds): Span {
  const from = Number.isNaN(initialContactS) ? toeOffS - CONTACT_S[0] : initialContactS;
  const to = Number.isNaN(toeOffS) ? initialContactS + CONTACT_S[0] : toeOffS;
  // Both unknown: the place is lost; the clip's start stands for it.
  const within = (timeS: Seconds) => Math.min(endS, Math.max(startS, timeS)) || startS;
  return { startS: within(from), endS: within(Math.max(from, to)) };
}

function ownFault({ initialContactS, toeOffS }: Contact): string | null {
  const contactTimeS = toeOffS - initialContactS;
  if (Number.isNaN(contactTimeS)) return REASON.unseen;
  if (contactTimeS < CONTACT_S[0]) return REASON.shortContact;
  if (contactTimeS > CONTACT_S[1]) return REASON.longContact;
  return null;
}

function unlikeOthers(contacts: Contact[]): (string | null)[] {
  const usual = median(contacts.map(({ confidence }) => 1 - confidence));
  const limit = Math.min(0.5, 1 - MAX_DEPARTURE * usual);
  const contactTimesS = contacts.map(({ initialContactS, toeOffS }) => toeOffS - initialContactS);
  const usualS = median(contactTimesS);
  return contacts.map(({ confidence }, i) => {
    const unusual = Math.abs(contactTimesS[i]! - usualS) > UNUSUAL_CONTACT * usualS;
    return confidence < limit && unusual ? REASON.unclear : null;
  });
}

/** Of two contacts of one foot too close for a stride, the less plain one. */
function doubles(contacts: Contact[]): (string | null)[] {
  const faults = contacts.map((): string | null => null);
  const last = { left: -1, right: -1 };
  contacts.forEach(({ side, initialContactS }, i) => {
    const previous = contacts[last[side]];
    if (previous && initialContactS - previous.initialContactS < 2 * STEP_S[0])
      faults[lessPlain(contacts, last[side], i)] = REASON.double;
    last[side] = i;
  });
  return faults;
}

/** Of two neighbouring contacts of opposite feet that cannot both be running steps, the less plain one. */
function pairFaults(contacts: Contact[]): (string | null)[] {
  const faults = contacts.map((): string | null => null);
  for (let i = 0; i + 1 < contacts.length; i++) {
    const [contact, next] = [contacts[i]!, contacts[i + 1]!];
    const stepS = next.initialContactS - contact.initialContactS;
    const flightS = next.initialContactS - contact.toeOffS;
    if (contact.side === next.side || stepS > STEP_S[1]) continue;
    if (stepS < STEP_S[0]) faults[lessPlain(contacts, i, i + 1)] = REASON.shortStep;
    else if (flightS < FLIGHT_S[0]) faults[lessPlain(contacts, i, i + 1)] = REASON.walking;
    else if (flightS > FLIGHT_S[1]) faults[lessPlain(contacts, i, i + 1)] = REASON.longFlight;
  }
  return faults;
}

function lessPlain(contacts: Contact[], a: number, b: number): number {
  return contacts[a]!.confidence < contacts[b]!.confidence ? a : b;
}

/** A foot that stands for half of its stride or longer walks. The stride is the one that follows, or else the one before. */
function strideFaults(contacts: Contact[]): (string | null)[] {
  const faults = contacts.map((): string | null => null);
  const last = { left: -1, right: -1 };
  contacts.forEach(({ side, initialContactS, toeOffS }, i) => {
    const before = last[side];
    const previous = contacts[before];
    last[side] = i;
    if (!previous) return;
    const strideS = initialContactS - previous.initialContactS;
    if (strideS > 2 * STEP_S[1]) return;
    const walks = (contactTimeS: Seconds) => contactTimeS > WALKING_DUTY * strideS;
    if (walks(previous.toeOffS - previous.initialContactS)) faults[before] = REASON.walking;
    if (walks(toeOffS - initialContactS)) faults[i] = REASON.walking;
  });
  return faults;
}

/** Contacts in rows of steps that are too short to be a run. A row may go on with one foot alone, where the other is hidden. */
function shortRows(contacts: Contact[]): (string | null)[] {
  const faults = contacts.map((): string | null => REASON.fewSteps);
  let rowStart = 0;
  contacts.forEach((contact, i) => {
    const next = contacts[i + 1];
    const longestS = next?.side === contact.side ? 2 * STEP_S[1] : STEP_S[1];
    if (next && next.initialContactS - contact.initialContactS <= longestS) return;
    if (i + 1 - rowStart >= MIN_STEPS_IN_ROW) faults.fill(null, rowStart, i + 1);
    rowStart = i + 1;
  });
  return faults;
}

/** Times longer than a stride in which neither foot did anything. */
function silences(spans: Span[], startS: Seconds, endS: Seconds): LeftOut[] {
  const found: LeftOut[] = [];
  let sinceS = startS;
  for (const span of [...spans, { startS: endS, endS }].sort((a, b) => a.startS - b.startS)) {
    if (span.startS - sinceS > 2 * STEP_S[1])
      found.push({ startS: sinceS, endS: span.startS, reason: REASON.noSteps });
    sinceS = Math.max(sinceS, span.endS);
  }
  return found;
}

/** In order of time; neighbours with one reason and less than a stride between them become one. */
function joined(leftOut: LeftOut[]): LeftOut[] {
  const result: LeftOut[] = [];
  for (const span of leftOut.sort((a, b) => a.startS - b.startS)) {
    const previous = result.at(-1);
    if (previous?.reason === span.reason && span.startS - previous.endS < 2 * STEP_S[1])
      previous.endS = Math.max(previous.endS, span.endS);
    else result.push({ ...span });
  }
  return result;
}
