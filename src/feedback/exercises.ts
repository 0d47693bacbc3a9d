import { AGE_GROUPS, type AgeGroup, EXERCISES_WAIT, type Safety } from './safety';

/** The exercises that the article names or shows. */
export const EXERCISE_IDS = ['belly-breathing', 'gym-ball-roll-back', 'side-plank', 'glute-bridge'] as const;
export type ExerciseId = (typeof EXERCISE_IDS)[number];

export interface Exercise {
  name: string;
  /** The field's word for it, where it differs. */
  term: string | null;
  /** A common way to do it, in a few sentences; the article gives no more than the name. */
  how: readonly string[];
  /** The drawing in words. */
  picture: string;
  gate: Gate;
}

/** For whom an exercise is *(judgement: careful, since nobody has looked at the person)*. */
interface Gate {
  /** Ages that may try it by themselves; others ask a physio. */
  ages: readonly AgeGroup[];
  /** Who asks a physio first, whatever their age. */
  askFirst: readonly string[];
}

/** Said with every how-to: none of it is from the article *(judgement: general forms, no doses)*. */
export const HOW_TO_NOTE =
  'The article gives only the name: this is a common way to do it. Let a physio show you your own version, and stop if it hurts.';

export const EXERCISES: Record<ExerciseId, Exercise> = {
  'belly-breathing': {
    name: 'Belly breathing',
    term: 'diaphragmatic breathing',
    how: [
      'Lie on your back with your knees bent and a hand on your belly.',
      'Breathe in through the nose so that the hand rises while the chest stays quiet; breathe out slowly and let it sink.',
      'Once that is easy, breathe the same way on a gentle run and let the ribs soften.',
    ],
    picture:
      'A figure lies on its back, knees bent, a hand on the belly. First the belly rises with the breath in, then it sinks with the breath out.',
    gate: {
      ages: ['under18', '18to64', '65plus'],
      askFirst: ['it makes you dizzy', 'you are more than 16 weeks pregnant'],
    },
  },
  'gym-ball-roll-back': {
    name: 'Gym-ball roll-back',
    term: null,
    how: [
      'Kneel in front of a gym ball with your forearms on it.',
      'Roll the ball slowly away as far as your back stays level and does not sag, then roll it back.',
      'Keep breathing, and keep the belly gently firm.',
    ],
    picture:
      'A figure kneels with its forearms on a gym ball. First it kneels upright, then the ball has rolled forward and the body is long and straight.',
    gate: {
      ages: ['18to64'],
      askFirst: [
        'a shoulder, wrist or knee hurts',
        'your blood pressure is not under control',
        'you are pregnant, or gave birth in the last 3 months',
      ],
    },
  },
  'side-plank': {
    name: 'Side plank',
    term: null,
    how: [
      'Lie on your side, propped on one forearm, elbow below the shoulder.',
      'Lift the hips until the body is one straight line, hold while it stays straight, and lower again. Then the other side.',
      'With the knees on the floor it is easier.',
    ],
    picture:
      'A figure on its side, propped on one forearm. First the hips rest on the floor, then they are lifted so that head, hips and feet make a straight line.',
    gate: {
      ages: ['18to64'],
      askFirst: [
        'a shoulder, elbow or wrist hurts',
        'your blood pressure is not under control',
        'you are pregnant, or gave birth in the last 3 months',
      ],
    },
  },
  'glute-bridge': {
    name: 'Glute bridge',
    term: null,
    how: [
      'Lie on your back with your knees bent and your feet flat on the floor.',
      'Press through the heels and lift the hips until shoulders, hips and knees are in line; lower slowly.',
      'When that is easy and level, a physio may let you try it one leg at a time.',
    ],
    picture:
      'A figure lies on its back, knees bent. First the hips rest on the floor, then they are lifted so that shoulders, hips and knees are in line.',
    gate: {
      ages: ['18to64', '65plus'],
      askFirst: ['a hip or knee is new, or hurts', 'you are more than 16 weeks pregnant'],
    },
  },
};

/** Whether a person may try an exercise by themselves. */
interface OpenGate {
  /** Why not; null = they may. */
  closed: string | null;
  /** Who asks a physio first all the same. */
  askFirst: string;
}

const AGE_SAYS: Record<AgeGroup, string> = {
  under18: 'you are under 18',
  '18to64': 'you are between 18 and 64',
  '65plus': 'you are 65 or older',
};
const TOO_YOUNG_OR_OLD: Record<AgeGroup, string> = {
  under18: 'Under 18: let a physio choose this one with you.',
  '18to64': 'Let a physio choose this one with you.',
  '65plus': '65 or older: let a physio show you a version that suits you.',
};

/** The gate of an exercise for a person. An age that was not said is asked for in words. */
export function gateOf(id: ExerciseId, { warning, ageGroup }: Safety): OpenGate {
  const { ages, askFirst } = EXERCISES[id].gate;
  const wrongAge = ageGroup !== null && !ages.includes(ageGroup) ? TOO_YOUNG_OR_OLD[ageGroup] : null;
  const ofAge = ageGroup === null ? AGE_GROUPS.filter((age) => !ages.includes(age)) : [];
  const asked = [...ofAge.map((age) => AGE_SAYS[age]), ...askFirst];
  return {
    closed: warning === null ? wrongAge : EXERCISES_WAIT,
    askFirst: `Ask a physio first if ${asked.join('; if ')}.`,
  };
}
