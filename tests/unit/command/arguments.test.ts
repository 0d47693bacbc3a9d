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
