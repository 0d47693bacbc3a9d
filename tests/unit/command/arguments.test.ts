import { describe, expect, it } from 'vitest';
import { readArguments, UsageError } from '../../../src/command/arguments';

describe('the command line', () => {
  it('takes a file for every kind of output, and none where none is named', () => {
    const outputs = [
      '--json',
      'a.json',
      '--csv',
      'a.csv',
      '--trc',
      'a.trc',
      '--video',
      'a.mp4',
      '--report',
      'a.pdf',
      '--session',
      'a.plumbline',
    ];
    expect(readArguments(['clip.mp4', ...outputs])).toMatchObject({
      clips: ['clip.mp4'],
      track: null,
      json: 'a.json',
      csv: 'a.csv',
      trc: 'a.trc',
      video: 'a.mp4',
      report: 'a.pdf',
      session: 'a.plumbline',
    });
    expect(readArguments(['clip.mp4'])).toMatchObject({
      json: null,
      csv: null,
      trc: null,
      video: null,
      report: null,
      session: null,
    });
    expect(readArguments(['--track', 'a.trc', '--csv', 'a.csv', '--trc', 'b.trc'])).toMatchObject({
      track: 'a.trc',
      csv: 'a.csv',
      trc: 'b.trc',
    });
  });

  it('takes pain and red flags; what is not said stays unknown', () => {
    expect(readArguments(['clip.mp4'])).toMatchObject({
      said: { pain: null, redFlags: null, ageGroup: null },
      painBefore: null,
    });
    const said = ['--pain', '4', '--pain-before', '1', '--red-flags', 'fever, trauma', '--age', '18to64'];
    expect(readArguments(['clip.mp4', ...said])).toMatchObject({
      said: { pain: 4, redFlags: ['fever', 'trauma'], ageGroup: '18to64' },
      painBefore: 1,
    });
    expect(readArguments(['clip.mp4', '--red-flags', 'none']).said.redFlags).toEqual([]);
    for (const [option, value, sentence] of [
      ['--pain', '11', '--pain must be a number from 0 to 10; got “11”.'],
      ['--pain', '2.5', '--pain must be a whole number from 0 to 10; got “2.5”.'],
      ['--red-flags', 'cold', '--red-flags must be one of saddle-numbness, '],
      ['--age', '40', '--age must be one of under18, 18to64, 65plus; got “40”.'],
    ] as const)
      expect(() => readArguments(['clip.mp4', option, value])).toThrow(sentence);
  });

  it.each(['video', 'strip', 'contact-strip'])(
    'asks for the clip where --%s needs its pictures',
    (option) => {
      const read = () => readArguments(['--track', 'a.trc', `--${option}`, 'out']);
      expect(read).toThrow(UsageError);
      expect(read).toThrow(`--${option} needs the clip itself; --track gives landmarks alone.`);
    },
  );

  it('names every output in its usage', () => {
    expect(() => readArguments([])).toThrow(
      /--json OUT\.json.*--csv OUT\.csv.*OUT\.frames\.csv.*--trc.*--video OUT\.mp4.*--report OUT\.pdf.*--session OUT\.plumbline/,
    );
  });
});
