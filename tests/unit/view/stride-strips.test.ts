import { describe, expect, it } from 'vitest';
import { OpenTake } from '../../../src/state/open-take.svelte';
import { stridesToShow } from '../../../src/view/report/stride-strips';
import { measuredTake } from '../../truth/measured-take';

const opened = () =>
  new OpenTake(measuredTake(new File([], 'a.mp4')), () => Promise.reject(new Error('never')));

describe('the strides of a report', () => {
  it('are the one nearest to the mean and the most upright, at landing, mid-stance and toe-off', () => {
    const strips = stridesToShow(opened(), 'trunkLeanMeanDeg');
    expect(strips.map(({ title }) => title)).toEqual([
      'Typical stride, right foot at 2.31 s',
      'Most upright, left foot at 2.05 s',
    ]);
    // The left stance is 2.05–2.30 s, frames are 2.0, 2.1 … s.
    expect(strips[1]?.shots.map(({ moment, frame }) => [moment, frame])).toEqual([
      ['landing', 0],
      ['mid-stance', 2],
      ['toe-off', 3],
    ]);
    expect(strips[0]?.shots.every(({ reading }) => reading === '3.0° forward')).toBe(true);
  });

  it('read at their deepest what every table has of the stride, not the frame with its noise', () => {
    const measured = measuredTake(new File([], 'rear.mp4'));
    const { analysis } = measured;
    for (const stride of analysis.strides) stride.values.pelvicDropPeakDeg = 6.1;
    analysis.series.pelvicDropDeg = {
      left: new Float32Array([0, 2, 6.9, 2, 0, 0, 0, 0, 0, 0]),
      right: new Float32Array(10).fill(1),
    };
    analysis.metrics.pelvicDropPeakDeg = { ...analysis.metrics.trunkLeanMeanDeg };
    const take = new OpenTake(measured, () => Promise.reject(new Error('never')));
    const [strip] = stridesToShow(take, 'pelvicDropPeakDeg');
    expect(strip?.shots.map(({ moment, reading }) => [moment, reading])).toEqual([
      ['landing', '0.0° drop'],
      ['deepest', '6.1° drop'],
      ['toe-off', '2.0° drop'],
    ]);
  });

  it('are none where the headline was not measured', () => {
    expect(stridesToShow(opened(), 'pelvicDropPeakDeg')).toEqual([]);
  });
});
