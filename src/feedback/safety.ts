/** What stands above every number: pain and red flags (PRODUCT.md “Safety”, SCIENCE.md §1f). The one place for the rule. */

/** How soon somebody has to be seen, the most urgent first. */
const ACTS = ['emergency', 'doctor', 'before-running'] as const;
type Act = (typeof ACTS)[number];

/** What to do. */
const ACT_SAYS: Record<Act, string> = {
  emergency: 'Go to an emergency department now',
  doctor: 'See a doctor at once',
  'before-running': 'See a doctor or a physiotherapist before you run again',
};

export const RED_FLAG_IDS = [
  'saddle-numbness',
  'bladder-bowel',
  'leg-weakness',
  'night-pain',
  'fever',
  'trauma',
  'cancer-weight-loss',
  'osteoporosis-steroids',
  'bony-pain-young',
  'low-energy',
  'morning-stiffness',
] as const;
export type RedFlagId = (typeof RED_FLAG_IDS)[number];

interface RedFlag {
  /** As it is asked, and told again where it was answered with yes. */
  says: string;
  act: Act;
  source: string;
}

const FINUCANE = 'Finucane 2020, JOSPT: red flags for serious pathology of the spine';

/** Reasons to be seen, whatever the numbers say. Those of PRODUCT.md are “at once”. */
export const RED_FLAGS: Record<RedFlagId, RedFlag> = {
  'saddle-numbness': {
    says: 'numbness between the legs (the saddle area)',
    act: 'emergency',
    source: `${FINUCANE} (cauda equina)`,
  },
  'bladder-bowel': {
    says: 'a change in bladder or bowel control',
    act: 'emergency',
    source: `${FINUCANE} (cauda equina)`,
  },
  'leg-weakness': { says: 'weakness in a leg', act: 'emergency', source: `${FINUCANE} (cauda equina)` },
  'night-pain': { says: 'pain that wakes you at night', act: 'doctor', source: FINUCANE },
  fever: { says: 'fever', act: 'doctor', source: `${FINUCANE} (infection)` },
  trauma: {
    says: 'pain after a fall or another injury',
    act: 'doctor',
    source: `${FINUCANE} (fracture)`,
  },
  'cancer-weight-loss': {
    says: 'cancer, now or earlier, or weight loss without a reason',
    act: 'doctor',
    source: `${FINUCANE} (malignancy)`,
  },
  'osteoporosis-steroids': {
    says: 'osteoporosis, or steroid tablets for months',
    act: 'doctor',
    source: `${FINUCANE} (fracture)`,
  },
  'bony-pain-young': {
    says: 'in the young: pain on one side, on the bone, when bending back or hopping',
    act: 'before-running',
    source: 'Micheli & Wood 1995: stress injury of the pars in young athletes; of the sacrum likewise',
  },
  'low-energy': {
    says: 'missed periods, or too little food or energy for the training',
    act: 'before-running',
    source: 'Mountjoy 2023, IOC consensus: relative energy deficiency and bone stress injury',
  },
  'morning-stiffness': {
    says: 'morning stiffness of more than half an hour',
    act: 'before-running',
    source: 'Rudwaleit 2006: inflammatory back pain',
  },
};

/** The red flags by what to do with any of them, to be listed under every answer; the most urgent first. */
export const RED_FLAGS_BY_ACT = ACTS.map((act) => ({
  act,
  says: ACT_SAYS[act],
  flags: RED_FLAG_IDS.filter((id) => RED_FLAGS[id].act === act).map((id) => RED_FLAGS[id].says),
}));

/** Pain from which it is severe, of 10 (Boonstra 2014: severe from 6.5). */
const SEVERE_PAIN = 7;
/** A change of pain that counts, of 10 (Childs 2005: 2 points in low-back pain). */
const PAIN_CHANGE = 2;

/** The ages that the gates of exercises tell apart. */
export const AGE_GROUPS = ['under18', '18to64', '65plus'] as const;
export type AgeGroup = (typeof AGE_GROUPS)[number];

/** What a person said of how they are. null = not said, which is never “no”. */
export interface Wellbeing {
  /** Back pain today, 0 (none) to 10. */
  pain: number | null;
  /** What was answered with yes; empty = none of them. */
  redFlags: readonly RedFlagId[] | null;
  ageGroup: AgeGroup | null;
}

export const NOTHING_SAID: Wellbeing = { pain: null, redFlags: null, ageGroup: null };

/** What was said in two places about one day: the worse of the two. */
export function worseOf(a: Wellbeing, b: Wellbeing): Wellbeing {
  const pain = a.pain === null || b.pain === null ? (a.pain ?? b.pain) : Math.max(a.pain, b.pain);
  const redFlags =
    a.redFlags === null && b.redFlags === null
      ? null
      : RED_FLAG_IDS.filter((id) => a.redFlags?.includes(id) || b.redFlags?.includes(id));
  return { pain, redFlags, ageGroup: a.ageGroup ?? b.ageGroup };
}

/** The pain of an earlier session of the same runner. */
export interface EarlierPain {
  pain: number;
  /** When, milliseconds since 1970; null = not known. */
  atMs: number | null;
}

/** One reason why a person has to be seen. */
interface Reason {
  id: RedFlagId | 'severe-pain' | 'pain-up';
  says: string;
  act: Act;
  source: string;
}

/** What is said above the numbers, and what may be said beneath them. */
export interface Safety extends Wellbeing {
  /** The pain that was looked back to; null = none is known. */
  painBefore: number | null;
  /** What to do, most urgent first; null = nothing stands above the numbers. */
  warning: { act: Act; says: string } | null;
  /** Why, most urgent first; empty = no reason. */
  reasons: Reason[];
  /** “Keep running” may be said: there is no pain and no reason against it. */
  mayKeepRunning: boolean;
}

/** The rule. `earlier`: pain in the runner's last session; null = not known. Pure. */
export function safetyOf(said: Wellbeing, earlier: EarlierPain | null): Safety {
  const reasons = [...flagReasons(said), ...painReasons(said, earlier)].sort(
    (a, b) => ACTS.indexOf(a.act) - ACTS.indexOf(b.act),
  );
  const act = reasons[0]?.act ?? null;
  return {
    pain: said.pain,
    redFlags: said.redFlags,
    ageGroup: said.ageGroup,
    painBefore: earlier?.pain ?? null,
    warning: act && { act, says: `${ACT_SAYS[act]}.` },
    reasons,
    mayKeepRunning: said.pain === 0 && reasons.length === 0,
  };
}

function flagReasons({ redFlags }: Wellbeing): Reason[] {
  return RED_FLAG_IDS.filter((id) => redFlags?.includes(id)).map((id) => {
    const { says, act, source } = RED_FLAGS[id];
    return { id, says: `You said yes to: ${says}.`, act, source };
  });
}

function painReasons({ pain }: Wellbeing, earlier: EarlierPain | null): Reason[] {
  if (pain === null) return [];
  const reasons: Reason[] = [];
  if (pain >= SEVERE_PAIN)
    reasons.push({
      id: 'severe-pain',
      says: `Your back pain is ${pain} of 10, which is severe.`,
      act: 'before-running',
      source: 'Boonstra 2014: pain is severe from 6.5 of 10',
    });
  if (earlier !== null && pain - earlier.pain >= PAIN_CHANGE)
    reasons.push({
      id: 'pain-up',
      says: `Your back pain rose from ${earlier.pain} to ${pain} of 10 since ${sinceWhen(earlier)}.`,
      act: 'before-running',
      source: 'Childs 2005: 2 of 10 is the least change that counts in low-back pain',
    });
  return reasons;
}

function sinceWhen({ atMs }: EarlierPain): string {
  if (atMs === null) return 'the last session';
  const day = new Date(atMs).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  return `the session of ${day}`;
}

/** Pain of two sessions in a sentence, for comparisons. null = neither was told. */
export function painChangeSays(before: number | null, after: number | null): string | null {
  if (before === null && after === null) return null;
  if (before === null) return `Back pain is ${after} of 10 now; before it was not said.`;
  if (after === null) return `Back pain was ${before} of 10 before; now it was not said.`;
  if (before === after) return `Back pain is ${after} of 10, as before.`;
  const verb = after < before ? 'fell' : 'rose';
  const counts = Math.abs(after - before) >= PAIN_CHANGE ? 'a change that counts' : 'too little to count';
  return `Back pain ${verb} from ${before} to ${after} of 10: ${counts}.`;
}

/** Where exercises stand while somebody has to be seen first. */
export const EXERCISES_WAIT = 'Exercises can wait until you have been seen.';
