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
  },
};
