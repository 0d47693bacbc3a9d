import { NOTHING_SAID, RED_FLAG_IDS, RED_FLAGS, type Wellbeing } from '../../src/feedback/safety';

/** An answer about pain and red flags, and what must stand above the numbers. */
interface Branch {
  name: string;
  said: Wellbeing;
  /** Pain in the session before. */
  painBefore: number | null;
  /** What the warning says; null = there must be none. */
  warns: RegExp | null;
  /** May it end in “keep running”? */
  keepsRunning: boolean;
}

const saying = (said: Partial<Wellbeing>): Wellbeing => ({ ...NOTHING_SAID, ageGroup: '18to64', ...said });

/** Every branch of the rule: each flag, severe pain, pain that rose, pain, no pain, nothing said. */
export const BRANCHES: readonly Branch[] = [
  ...RED_FLAG_IDS.map((id) => ({
    name: `yes to ${id}`,
    said: saying({ pain: 0, redFlags: [id] }),
    painBefore: null,
    warns: new RegExp(RED_FLAGS[id].says.slice(0, 18)),
    keepsRunning: false,
  })),
  {
    name: 'pain 7',
    said: saying({ pain: 7, redFlags: [] }),
    painBefore: 7,
    warns: /Your back pain is 7 of 10/,
    keepsRunning: false,
  },
  {
    name: 'pain up by 2',
    said: saying({ pain: 3, redFlags: [] }),
    painBefore: 1,
    warns: /rose from 1 to 3 of 10/,
    keepsRunning: false,
  },
  {
    name: 'pain 1',
    said: saying({ pain: 1, redFlags: [] }),
    painBefore: 1,
    warns: null,
    keepsRunning: false,
  },
  { name: 'nothing', said: NOTHING_SAID, painBefore: 0, warns: null, keepsRunning: false },
  {
    name: 'pain 0, no flag',
    said: saying({ pain: 0, redFlags: [] }),
    painBefore: 3,
    warns: null,
    keepsRunning: true,
  },
];
