import { describe, expect, it } from 'vitest';
import { readTrc, TRC_PIXELS_PER_METRE, TrcError } from '../../../src/exchange/trc-reader';
import { writeTrc } from '../../../src/exchange/trc-writer';
import { syntheticRun } from '../../truth/synthetic-runner';

const HEADER = [
  'PathFileType\t4\t(X/Y/Z)\trun.trc',
  'DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames',
  '100\t100\t2\t2\tm\t100\t1\t2',
  'Frame#\tTime\tRHeel\t\t\tSTRN\t\t\t',
  '\t\tX1\tY1\tZ1\tX2\tY2\tZ2',
  '',
];
const ROWS = ['1\t0.00\t1.5\t0.1\t0\t1\t1\t0', '2\t0.01\t1.4\t0.2\t0\t1\t1\t0'];
const trc = (rows = ROWS, header = HEADER) => [...header, ...rows, ''].join('\n');

function fault(text: string): string {
  try {
    readTrc(text);
  } catch (error) {
    if (error instanceof TrcError) return error.message;
    throw error;
  }
  return 'no fault';
}

describe('reading TRC', () => {
  it('turns metres with Y up into millimetre pixels with y down, and keeps times', () => {
    const { track, landmarks, unknownMarkers } = readTrc(trc());
    expect([...track.timeS]).toEqual([0, 0.01]);
    expect([...track.landmarks.right_heel.x]).toEqual([1500, 1400]);
    expect([...track.landmarks.right_heel.y]).toEqual([-100, -200]);
    expect(track.landmarks.left_heel.x[0]).toBeNaN();
    expect(landmarks).toEqual(['right_heel']);
    expect(unknownMarkers).toEqual(['STRN']);
  });

  it('knows millimetres, Windows line ends, a blank cell as missing, and other spellings', () => {
    const header = HEADER.map((line) => line.replace('\tm\t', '\tmm\t').replace('RHeel', 'right_heel'));
    const text = trc(['1\t0.00\t1500\t100\t0\t1\t1\t0\t', '2\t0.01\t\t\t\t1\t1\t0'], header);
    const { track } = readTrc(text.replaceAll('\n', '\r\n'));
    expect(track.landmarks.right_heel.x[0]).toBe(1500);
    expect(track.landmarks.right_heel.x[1]).toBeNaN();
    expect(track.landmarks.right_heel.confidence[1]).toBe(0);
  });

  it.each([
    ['no TRC at all', 'hello', /^line 1: .*PathFileType/],
    [
      'an unknown unit',
      trc(
        ROWS,
        HEADER.map((l) => l.replace('\tm\t', '\tfoot\t')),
      ),
      /^line 3: .*"foot"/,
    ],
    [
      'a wrong number of markers',
      trc(
        ROWS,
        HEADER.map((l) => l.replace('\t2\tm', '\t3\tm')),
      ),
      /^line 4: .*3 markers.*names 2/,
    ],
    ['a file cut short', trc(ROWS.slice(0, 1)), /^line 7: .*2 frames.*holds 1/],
    ['a row cut short', trc([ROWS[0]!, '2\t0.01\t1.4']), /^line 8: 3 cells instead of 8/],
    [
      'comma decimals',
      trc([ROWS[0]!, ROWS[1]!.replace('1.4', '1,4')]),
      /^line 8: "1,4" .*points, not commas/,
    ],
    ['times that go back', trc([ROWS[0]!, ROWS[1]!.replace('0.01', '-0.01')]), /^line 8: time -0.01 s/],
    ['words for numbers', trc([ROWS[0]!, ROWS[1]!.replace('1.4', 'left')]), /^line 8: "left"/],
    ['nothing', '', /^line 1/],
  ])('says in one line what is wrong with %s', (_, text, message) => {
    expect(fault(text)).toMatch(message);
    expect(fault(text)).not.toContain('\n');
  });
});

describe('writing TRC', () => {
  it('is read back to a tenth of a pixel, missing samples and landmarks included', () => {
    const { track } = syntheticRun({ durationS: 1, missing: ['left_knee'], timeJitter: 0.1 });
    track.landmarks.nose.x[5] = NaN;
    const back = readTrc(writeTrc(track, 'run', TRC_PIXELS_PER_METRE)).track;
    track.timeS.forEach((time, i) => {
      expect(back.timeS[i]).toBeCloseTo(time, 5);
    });
    expect(back.landmarks.left_knee.x[3]).toBeNaN();
    expect(back.landmarks.nose.x[5]).toBeNaN();
    for (const name of ['right_foot_index', 'left_hip', 'nose'] as const)
      expect(Math.abs(back.landmarks[name].x[9]! - track.landmarks[name].x[9]!)).toBeLessThan(0.1);
  });
});
