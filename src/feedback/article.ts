/** The article that the product is built on; its words are quoted where findings say what it says. */
export const ARTICLE = 'Khoury M. Injury: Runner’s back pain. Physio Science, 4 November 2019';

export const ARTICLE_SAYS = {
  neutral: 'Spines “are happiest when held and loaded in a neutral position”',
  finger: '“if I bent your finger backwards for half an hour, it would probably begin to hurt”',
  extended:
    'A “very upright, chest puffed out, stiff” way of running is “essentially holding the spine in a very extended position” and adds “a compressed load, down the line of the spinal column”',
  hopping: 'Running is “repeated, reciprocal” one-legged hopping',
  landing:
    'when the forces of “landing and then pushing off from a single leg position” are poorly controlled, there is likely “excessive motion occurring at your hips and pelvis, which will have a knock-on effect to your spine”',
  lateral: 'The side trunk muscles have to “endure lateral forces”',
  culprit: '“The culprit could be in a lot of places”',
  healthier:
    'Runners “had healthier lumbar spinal segments, than non-runners”, and those who run more in a week have healthier ones still',
} as const;

export const ARTICLE_ADVISES = {
  breathing:
    'Try diaphragmatic breathing while you run: it “may be enough to relax” you into a pain-free position.',
  abdominalWall:
    'Often it takes rehabilitation that improves “the control of their abdominal wall and pelvis”; the article shows the gym-ball roll-back.',
  lowerLimb: 'Have a “thorough lower limb assessment”.',
  gluteal:
    'Expect “some element of one sided gluteal strengthening”; the article shows the side plank and the glute bridge.',
  sidePlank: 'Build up how long the side trunk muscles last against sideways forces, as with the side plank.',
} as const;

/** Said with every answer. */
export const SEE_A_PHYSIO =
  'These are leads, not diagnoses: “the back is the victim”. See a physiotherapist for an assessment of where the culprit really is.';
