import { describe, expect, it } from 'vitest';
import { cautions } from '../../../src/view/numbers/cautions';
import { measuredTake } from '../../truth/measured-take';

const { take, analysis } = measuredTake(new File([], 'side.mp4'));
const { recording } = take;

describe('what to know about a clip', () => {
  it('is nothing where nothing is wrong', () => {
    expect(cautions({ analysis, recording })).toEqual([]);
  });

  it('is every doubt and warning, and what it costs', () => {
    const found = cautions({
      analysis: {
        ...analysis,
        view: null,
        doubts: ['The camera looks at the runner obliquely.'],
        leftOut: [{ startS: 2, endS: 2.4, reason: 'The runner walks.' }],
      },
      recording: { ...recording, source: { ...recording.source, warnings: ['the file ends early'] } },
    });
    expect(found.map(({ what }) => what)).toEqual([
      'The camera looks at the runner obliquely.',
      'The view is not certain.',
      'the file ends early',
      '0.4 s of 1.0 s were left out: The runner walks.',
    ]);
    expect(found.map(({ costs }) => costs === null)).toEqual([true, false, false, false]);
  });
});
